import Testing
import Workstream
import WorkstreamTesting

@Suite("StoragePromise", .timeLimit(.minutes(15)))
struct StoragePromiseTests {
    /// For each promise a fault that breaks it.
    private static let faults: [(StorageFault, promise: String)] = [
        (.ignoresOpening, "before it is opened"), (.ignoresOpening, "after its closing"), (.letsObserversWrite, "an observer changes no run"),
        (.inventsRuns, "what does not exist"), (.losesLabels, "a new run is kept"), (.createsTwice, "a second run with the same id"),
        (.forgetsKeys, "S48 at most one"), (.forgetsKeys, "S48 of many"), (.trimsNames, "names, keys and labels"),
        (.losesAnEvent, "a journal of more than"), (.roundsTimes, "events of every kind"), (.clipsResponses, "S32"), (.splitsBatches, "S47"),
        (.losesDueTimes, "a batch is stored with"), (.takesAnything, "S61 a batch that does not follow"),
        (.takesAnything, "a batch that contradicts itself"), (.losesAnEvent, "batches of many runs"),
        (.splitsBatches, "a function that is cancelled"),
        (.reversesPages, "runs are listed by submission"), (.losesTheLastOfAPage, "runs of the same moment"),
        (.losesTheLastOfAPage, "a listing gives"),
        (.ignoresQueries, "a query is answered"), (.takesAnyCursor, "a cursor"), (.hidesHolders, "S65 one owner"),
        (.leasesToEverybody, "S65 of many"), (.ignoresFencing, "S65 a released run"), (.leasesForEver, "S65 an engine that slept"),
        (.renewsNothing, "S65 a renewed lease"), (.losesSignsOfLife, "S64 a renewal"), (.ignoresFencing, "a lease is for its own run"),
        (.repeatsMessages, "messages are numbered"), (.losesMessages, "messages that are posted"), (.mixesAttempts, "S73"),
        (.keepsOldCheckpoints, "a checkpoint"), (.deletesNothing, "S49 a run that is owned"), (.remembersMessages, "S49 with a run"),
        (.forgetsOutput, "everything is there"), (.losesAnEvent, "a long journal"), (.forgetsKeys, "S48 a key is taken"),
        (.ignoresFencing, "S65 fencing numbers"), (.remembersMessages, "S49 what was deleted"), (.losesMessages, "an observer reads"),
        (.leasesToEverybody, "S65 a second storage"), (.losesAnEvent, "S60"), (.ignoresFencing, "S65 the lease of a process"),
        (.forgetsRenewals, "S64 the last"), (.tearsBatches, "S61, S68"), (.tearsBatches, "S68 the first batch"),
        (.tearsBatches, "S68 an observer"),
    ]

    @Test("a storage without a fault keeps every promise", arguments: StoragePromise.all)
    func sound(_ promise: StoragePromise) async throws {
        try await promise.check { try await FaultyPlace(nil).subject() }
    }

    @Test("a storage with a fault breaks the promise that is about it", arguments: faults)
    func faulty(fault: StorageFault, beginning: String) async throws {
        let promise = try #require(StoragePromise.all.first { $0.description.hasPrefix(beginning) })
        await #expect(throws: BrokenPromise.self) { try await promise.check { try await FaultyPlace(fault).subject() } }
    }

    @Test("for each promise there is a fault that breaks it, and each fault breaks one")
    func coverage() {
        for promise in StoragePromise.all {
            #expect(Self.faults.count { promise.description.hasPrefix($0.promise) } == 1, "\(promise)")
        }
        #expect(Set(Self.faults.map(\.0)) == Set(StorageFault.allCases))
    }

    @Test("a broken promise says what was seen, what was expected, why it matters and where to look")
    func words() async throws {
        let promise = try #require(StoragePromise.all.first { $0.description.hasPrefix("S61 a batch that does not follow") })
        let error = await #expect(throws: BrokenPromise.self) { try await promise.check { try await FaultyPlace(.takesAnything).subject() } }
        #expect(
            error?.description.hasPrefix(
                "The storage breaks the promise \"\(promise)\": a batch with the events 2...4 after event 3 was taken, but should have been refused with the "
                    + "code \"conflict\". It shows that two engines write the same journal, or that one does not know what it stored. ") == true)
        #expect(error?.description.contains("StoragePromise+Batches.swift:") == true)
    }

    @Test("an error that the storage throws unasked breaks the promise, and is told")
    func thrown() async throws {
        let promise = StoragePromise.inOneProcess[4]
        let storage = FailingStorage(MemoryStorage())
        storage.failForGood(.create, from: 1)
        let error = await #expect(throws: BrokenPromise.self) { try await promise.check { StorageUnderTest(storage, advance: { _ in }) } }
        #expect((error?.cause as? StorageError)?.code == .io)
        #expect(storage.calls(of: .close) == 1)
    }

    @Test("a promise that needs what the test does not give is not taken for kept")
    func needs() async throws {
        for promise in StoragePromise.acrossProcesses + StoragePromise.tornTails {
            let error = await #expect(throws: BrokenPromise.self) {
                try await promise.check { StorageUnderTest(MemoryStorage(), advance: { _ in }) }
            }
            #expect(error?.finding.contains("the test gives no `") == true)
        }
    }
}
