extension ProcessCommand {
    /// What makes the command impossible whatever machine it runs on; `nil` when nothing does.
    ///
    /// A program receives its arguments and variables as C strings, so a zero byte would cut one short without anybody noticing.
    package var defect: String? {
        if program.isEmpty {
            return "The program has no name. Nothing could be started: give a path such as \"/bin/echo\", or a name that is in PATH."
        }
        if program.hasZeroByte { return Self.zeroByte(in: "The program \"\(program.printable)\"") }
        if let index = arguments.firstIndex(where: \.hasZeroByte) {
            return Self.zeroByte(in: "The argument \(index + 1) of \"\(program)\", \"\(arguments[index].printable)\",")
        }
        if let directory {
            if directory.isEmpty {
                return "The directory for \"\(program)\" is empty. It could mean anything: give a path, or none for the directory of this process."
            }
            if directory.hasZeroByte { return Self.zeroByte(in: "The directory \"\(directory.printable)\" for \"\(program)\"") }
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            if name.isEmpty || name.utf8.contains(UInt8(ascii: "=")) {
                return "The environment for \"\(program)\" has a variable named \"\(name.printable)\". "
                    + "An empty name, or one with \"=\", would reach the program as another variable: correct the name."
            }
            if name.hasZeroByte || value.hasZeroByte {
                return Self.zeroByte(in: "The environment variable \"\(name.printable)\" for \"\(program)\"")
            }
        }
        if outputLimit < 0 {
            return "The output limit for \"\(program)\" is \(outputLimit) bytes. Less than nothing cannot be kept: use 0 or more."
        }
        if terminationGrace < .zero {
            return "The grace time between SIGTERM and SIGKILL for \"\(program)\" is \(terminationGrace). Time cannot be negative: use zero or more."
        }
        return nil
    }

    private static func zeroByte(in subject: String) -> String {
        "\(subject) contains a zero byte. The program would see it cut short there: take the byte out, or send the text through standard input."
    }
}

extension String {
    /// Whether a C string of it would end too early.
    fileprivate var hasZeroByte: Bool { utf8.contains(0) }

    /// The text with zero bytes made visible, for messages.
    fileprivate var printable: String { String(flatMap { $0 == "\0" ? "\\0" : String($0) }) }
}
