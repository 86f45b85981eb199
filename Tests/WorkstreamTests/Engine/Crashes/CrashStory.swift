import WorkstreamTesting

@testable import Workstream

/// The lives of one run, one after another.
final class CrashStory {
    /// What is done, and by whom.
    let example: CrashCase
    /// What it is done to.
    let world: CrashWorld
    /// What the last life came to.
    private(set) var last: CrashLife.Result?
    private let disk: any CrashDisk
    private var lives: UInt64 = 0
    private var time = Timestamp(nanoseconds: 1_767_225_600_000_000_000)

    /// A story in which nothing has happened.
    init(_ example: CrashCase, on disk: any CrashDisk = CrashMemory()) {
        self.example = example
        self.disk = disk
        world = CrashWorld(example.fates)
    }

    private init(of other: CrashStory) throws {
        example = other.example
        world = other.world.copy()
        disk = try other.disk.copy()
        last = other.last
        lives = other.lives
        time = other.time
    }

    /// The same story up to now.
    func copy() throws -> CrashStory { try CrashStory(of: self) }

    /// The next life: to the end of the run, or to an append with which the process dies.
    @discardableResult
    func goOn(dyingWith append: Int? = nil) throws -> CrashLife.Result {
        lives += 1
        let executor = SeededExecutor(seed: lives, start: time, limits: .init(virtualTime: .seconds(86_400), jobs: 1_000_000))
        let result = try CrashLife(example: example, world: world, disk: disk, id: last?.id, executor: executor).play(dyingWith: append)
        time = result.end
        last = result
        return result
    }
}
