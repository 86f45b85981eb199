import Foundation

@testable import crash_program

extension World {
    /// How many commands have begun and not ended.
    var livingCommands: Int {
        get throws { try allEntries().map { [.begin: 1, .end: -1][$0.mark, default: 0] }.reduce(0, +) }
    }

    /// All lines.
    func allEntries() throws -> [EffectLedger.Entry] {
        do { return try ledger.entries() } catch let error as CocoaError where error.code == .fileReadNoSuchFile { return [] }
    }
}
