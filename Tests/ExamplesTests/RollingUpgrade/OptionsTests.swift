import Testing
import Workstream

@testable import rolling_upgrade

@Suite("Options")
struct OptionsTests {
    @Test("no flag means six hosts, two at a time, none of which may fail")
    func defaults() throws {
        let options = try Options([])
        #expect(options.hosts == 6 && options.concurrency == 2 && options.toleratedFailures == 0)
        #expect(options.brokenHost == nil && options.stubbornHost == nil && !options.breaksService)
        #expect(options.pauseAt == nil && options.stopAt == nil)
    }

    @Test("every flag sets what it says")
    func flags() throws {
        let options = try Options([
            "--hosts", "9", "--concurrency", "3", "--tolerate", "1", "--break", "4", "--stubborn", "5", "--break-service", "--directory", "/srv/shop",
            "--storage", "/srv/runs", "--runs", "--events", "--pause-at", "Fleet/web-2/switch", "--pause-for", "5", "--stop-at", "Fleet/web-3/switch",
            "--stop-how", "finishSequences", "--plan",
            "--help",
        ])
        var expected = Options()
        expected.hosts = 9
        expected.concurrency = 3
        expected.toleratedFailures = 1
        expected.brokenHost = 4
        expected.stubbornHost = 5
        expected.breaksService = true
        expected.directory = "/srv/shop"
        expected.storage = "/srv/runs"
        expected.listsRuns = true
        expected.showsEvents = true
        expected.pauseAt = "Fleet/web-2/switch"
        expected.pauseFor = .seconds(5)
        expected.stopAt = "Fleet/web-3/switch"
        expected.stopHow = .finishSequences
        expected.printsPlan = true
        expected.printsHelp = true
        #expect(options == expected)
    }

    @Test(
        "a flag that makes no sense is named, with what to give instead",
        arguments: [
            (["--host", "3"], "\"--host\" is no flag."),
            (["--hosts"], "--hosts stands alone."),
            (["--hosts", "--plan"], "--hosts stands alone."),
            (["--hosts", "many"], "--hosts is \"many\"."),
            (["--hosts", "1"], "give a number from 2 to 50"),
            (["--tolerate", "-1"], "give a number from 0 to 50"),
            (["--break", "7"], "--break names host 7. The shop has 6 hosts"),
            (["--pause-at", "Fleet/web-2/switch", "--pause-for", "0"], "give a number from 1 to 600"),
            (["--pause-for", "5"], "--pause-for is given without --pause-at."),
            (["--runs"], "--runs is given without --storage."),
            (["--stop-how", "cancel"], "--stop-how is given without --stop-at."),
            (["--stop-at", "Fleet/web-2/switch", "--stop-how", "hard"], "give one of finishSequences, finishActions, cancel, everything"),
            (["--stubborn", "3", "--hosts", "2"], "--stubborn names host 3. The shop has 2 hosts"),
        ])
    func misuse(arguments: [String], text: String) throws {
        let misuse = try #require(throws: Options.Misuse.self) { try Options(arguments) }
        #expect(misuse.description.contains(text))
    }

    @Test("the help names every flag")
    func help() {
        for flag in [
            "--hosts", "--concurrency", "--tolerate", "--break", "--stubborn", "--break-service", "--pause-at", "--pause-for", "--stop-at",
            "--stop-how", "--directory", "--storage", "--runs", "--events", "--plan", "--help",
        ] {
            #expect(Options.help.contains("\n  \(flag) "))
        }
    }
}
