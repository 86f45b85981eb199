/// Lets the registry look through `NamedPlugin` whatever its original is.
package protocol RegisteredUnderName {
    /// The name to register under.
    var registeredName: String { get }
    /// The plugin itself.
    var original: any Plugin { get }
}

extension NamedPlugin: RegisteredUnderName {
    /// The plugin itself.
    package var original: any Plugin { plugin }
}
