import Testing

@testable import WorkstreamPlugins

@Suite("The decisions about a process group")
struct SupervisionTests {
    private func moment(_ milliseconds: Int) -> MonotonicTime { MonotonicTime(.milliseconds(milliseconds)) }

    @Test("a program that ends by itself is left alone, with everything it leaves behind")
    func endsByItself() {
        var supervision = Supervision(grace: .seconds(1))
        #expect(supervision.dueTime == nil)
        #expect(supervision.leaderEnded(at: moment(5)) == [])
        #expect(supervision.hasEnded)
        #expect(!supervision.wasCancelled)
        #expect(supervision.cancel(at: moment(6)) == [])
        #expect(!supervision.wasCancelled)
    }

    @Test("cancelled, it is asked once, and killed when the grace time is over")
    func asksThenKills() {
        var supervision = Supervision(grace: .seconds(1))
        #expect(supervision.cancel(at: moment(0)) == [.askToEnd])
        #expect(supervision.cancel(at: moment(1)) == [])
        #expect(supervision.dueTime == moment(1_000))
        #expect(supervision.due(at: moment(999)) == [])
        #expect(supervision.due(at: moment(1_000)) == [.kill])
        #expect(supervision.dueTime == nil, "a killed leader is waited for, however long it takes")
        #expect(supervision.due(at: moment(5_000)) == [])
        #expect(!supervision.hasEnded)
        #expect(supervision.leaderEnded(at: moment(5_001)) == [.look])
        supervision.looked(hasMembers: false, at: moment(5_001))
        #expect(supervision.hasEnded)
        #expect(supervision.wasCancelled)
    }

    @Test("members left by a cancelled leader keep the rest of the grace time, and are looked at ever less often")
    func membersKeepGrace() {
        var supervision = Supervision(grace: .seconds(1))
        _ = supervision.cancel(at: moment(0))
        #expect(supervision.leaderEnded(at: moment(100)) == [.look])
        var looks: [MonotonicTime] = []
        supervision.looked(hasMembers: true, at: moment(100))
        while let due = supervision.dueTime, due < moment(1_000) {
            looks.append(due)
            #expect(supervision.due(at: due) == [.look])
            supervision.looked(hasMembers: true, at: due)
        }
        let waits = zip(looks.dropFirst(), looks).map { $0 - $1 }
        #expect(zip(waits.dropFirst(), waits).allSatisfy { $0 >= $1 })
        #expect(waits.last == .milliseconds(50))
        #expect(supervision.due(at: moment(1_000)) == [.kill, .look])
        supervision.looked(hasMembers: false, at: moment(1_000))
        #expect(supervision.hasEnded)
    }

    @Test("once nobody is found the group is never signalled again, because its number may belong to somebody else")
    func neverSignalledAfterwards() {
        var supervision = Supervision(grace: .seconds(1))
        _ = supervision.cancel(at: moment(0))
        _ = supervision.leaderEnded(at: moment(1))
        supervision.looked(hasMembers: false, at: moment(1))
        #expect(supervision.hasEnded)
        #expect(supervision.dueTime == nil)
        #expect(supervision.due(at: moment(10_000)) == [])
        #expect(supervision.cancel(at: moment(10_000)) == [])
    }

    @Test("killed members that nobody reaps are not waited for without end")
    func unreapedMembers() {
        var supervision = Supervision(grace: .zero)
        _ = supervision.cancel(at: moment(0))
        #expect(supervision.due(at: moment(0)) == [.kill])
        #expect(supervision.leaderEnded(at: moment(1)) == [.look])
        var last = moment(1)
        supervision.looked(hasMembers: true, at: last)
        while let due = supervision.dueTime {
            last = due
            #expect(supervision.due(at: due) == [.look])
            supervision.looked(hasMembers: true, at: due)
        }
        #expect(supervision.hasEnded)
        #expect(last - moment(1) == Supervision.sweepLimit)
    }
}
