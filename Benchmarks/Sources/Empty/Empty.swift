/// What any Swift program weighs.
@main
enum Empty {
    static func main() {
        guard let word = CommandLine.arguments.dropFirst().first else { return }
        print(word)
    }
}
