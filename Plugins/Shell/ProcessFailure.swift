/// Why a program could not be run, or could not be followed to its end.
package struct ProcessFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    package struct Code: RawRepresentable, Sendable, Hashable {
        /// The code as text.
        package var rawValue: String
        /// The code with that text.
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What kind of failure it is.
    package var code: Code
    /// What happened, with names and values in quotes; why; what to do.
    package var message: String

    /// The message.
    package var description: String { message }

    /// Whether the same call could succeed a moment later, with nothing corrected.
    package var isTemporary: Bool { [.resources, .busy, .system].contains(code) }
}

extension ProcessFailure.Code {
    /// The command cannot be given to any program.
    package static let invalid = Self(rawValue: "invalid")
    /// There is no such program.
    package static let notFound = Self(rawValue: "notFound")
    /// The program is there and may not be run.
    package static let permissionDenied = Self(rawValue: "permissionDenied")
    /// The file is there and is no program for this machine.
    package static let notExecutable = Self(rawValue: "notExecutable")
    /// The directory to start in cannot be entered.
    package static let directory = Self(rawValue: "directory")
    /// Arguments and environment are larger than the system allows.
    package static let tooLong = Self(rawValue: "tooLong")
    /// The system is out of descriptors, processes or memory.
    package static let resources = Self(rawValue: "resources")
    /// The program's file is being written.
    package static let busy = Self(rawValue: "busy")
    /// The program has ended and somebody else took its exit status.
    package static let lost = Self(rawValue: "lost")
    /// Anything else that the system says.
    package static let system = Self(rawValue: "system")
}
