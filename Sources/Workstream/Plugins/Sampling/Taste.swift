/// What kind of random leaves a type is offered.
///
/// Most types take anything. One that checks what it reads, such as a port or a version number, is offered one taste after another until it takes one.
struct Taste: Sendable {
    /// What a text looks like.
    enum Text: CaseIterable, Sendable {
        case word
        case uuid
        case date
        case url
        case digits
        case version
        case address
        case host
        case path
        case mail
        case hexadecimal
        case duration
        case base64
        case letter
        case empty
    }

    /// How large a number is.
    enum Number: CaseIterable, Sendable {
        case any
        case small
        case tiny
        case negative
    }

    /// Whether something that may be missing is there.
    enum Presence: Sendable {
        case mostly
        case always
        case never
    }

    /// The form of each text; `nil`: another one each time.
    var text: Text?
    /// The size of each number; `nil`: another one each time.
    var number: Number?
    /// Whether optional members are there, and lists have elements.
    var presence: Presence

    /// Words and any numbers: what nearly every type takes.
    static let plain = Taste(text: .word, number: .any, presence: .mostly)

    /// Web addresses, and nothing that may be missing.
    static let url = Taste(text: .url, number: .any, presence: .never)

    /// What is offered to a type, in this order, until it takes one.
    static let offered: [Taste] = {
        var tastes = [plain]
        for text in Text.allCases { tastes.append(Taste(text: text, number: .small, presence: .always)) }
        for number in Number.allCases { tastes.append(Taste(text: .word, number: number, presence: .always)) }
        for text in [Text.word, .digits, .letter] { tastes.append(Taste(text: text, number: .tiny, presence: .never)) }
        for _ in 0..<32 { tastes.append(Taste(text: nil, number: nil, presence: .mostly)) }
        return tastes
    }()
}
