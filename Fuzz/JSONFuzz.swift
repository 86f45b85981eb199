#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What libFuzzer calls with each input: whatever can be read must come back equal from both texts, and reading must end, whatever the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    exerciseText(String(decoding: input, as: UTF8.self))
    let value: JSON
    do throws(JSON.ParseError) {
        value = try JSON(parsing: input)
    } catch {
        demand(error.line >= 1 && error.column >= 1 && (0...count).contains(error.offset), "an error has no place: \(error)")
        demand(JSON.Path(error.path.description) == error.path, "a path does not come back: \(error.path)")
        return 0
    }
    let canonical = value.bytes()
    let pretty = value.bytes(.pretty)
    demand((try? JSON(parsing: canonical)) == value, "the canonical text means something else: \(value)")
    demand((try? JSON(parsing: pretty)) == value, "the pretty text means something else: \(value)")
    demand((try? JSON(parsing: pretty))?.bytes() == canonical, "the canonical text is not stable: \(value)")
    demand((try? JSON(encoding: value)) == value, "encoding changes the value: \(value)")
    demand((try? value.decode(JSON.self)) == value, "decoding changes the value: \(value)")
    return 0
}

/// Any text must come back from JSON as it is, and so must what it says where it reads as a date, a duration, data or a path.
///
/// The input itself is the text, so that the fuzzer need not find quotes first.
private func exerciseText(_ text: String) {
    let value = JSON.array([.string(text), .object([text: .null])])
    demand((try? JSON(parsing: value.bytes())) == value, "a text does not come back: \(value)")
    demand((try? JSON(parsing: value.bytes(.pretty))) == value, "a text does not come back: \(value)")
    if let date = DateText.date(of: text), let again = DateText.text(of: date) {
        demand(DateText.date(of: again) == date, "a date does not come back: \(text)")
    }
    if let duration = DurationText.duration(of: text) {
        demand(DurationText.duration(of: DurationText.text(of: duration)) == duration, "a duration does not come back: \(text)")
    }
    if let bytes = Base64.bytes(of: text) { demand(Base64.text(of: bytes) == text, "data does not come back: \(text)") }
    if let path = JSON.Path(text) { demand(JSON.Path(path.description) == path, "a path does not come back: \(text)") }
}

private func demand(_ holds: Bool, _ message: @autoclosure () -> String) {
    guard !holds else { return }
    print(message())
    abort()
}
