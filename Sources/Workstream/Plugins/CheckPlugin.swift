/// A plugin that looks: it passes by returning, and says no by throwing a `PluginError` with code `.checkFailed` (S4).
///
/// It may be called again at any time, so it must not change anything.
public protocol CheckPlugin: Plugin where Role == Looking {}
