import Foundation
import Testing
import Workstream

@testable import WorkstreamTesting

@Suite("Models of calls")
struct ModelTests {
    @Test("the logarithm is that of the system, to fifteen digits")
    func logarithm() {
        var random = SeededGenerator(seed: 1)
        for number in [1, 0.5, 2, 1e-300, 1e300, 0x1p-53] + (0..<10_000).map({ _ in 1 - random.nextFraction() }) {
            #expect(abs(Logarithm.natural(of: number) - log(number)) <= 1e-15 * max(1, abs(log(number))), "\(number)")
        }
    }

    @Test("times are drawn as their distribution says")
    func distributions() {
        var random = SeededGenerator(seed: 1)
        func mean(_ distribution: DurationDistribution) -> Double {
            (0..<20_000).reduce(0.0) { sum, _ in
                sum + Double(distribution.draw(&random).components.attoseconds) * 1e-18
                    + Double(distribution.draw(&random).components.seconds)
            } / 20_000
        }
        #expect(DurationDistribution.fixed(.seconds(3)).draw(&random) == .seconds(3))
        #expect(abs(mean(.uniform(.zero ... .milliseconds(500))) - 0.25) < 0.01)
        #expect(abs(mean(.exponential(mean: .milliseconds(50))) - 0.05) < 0.002)
        #expect(DurationDistribution.observed([]).draw(&random) == .zero)
        let seen = Set((0..<100).map { _ in DurationDistribution.observed([.seconds(1), .seconds(2)]).draw(&random) })
        #expect(seen == [.seconds(1), .seconds(2)])
    }

    @Test("traits come about as often as they say", arguments: [0, 0.3, 1, 7, -1, Double.nan])
    func chances(_ chance: Double) {
        var model = CallModel(timeout: .seconds(30))
        for trait in [CallTrait.fails(chance / 2), .fails(chance / 2, .afterEffect), .ignoresCancellation(chance)] { trait.change(&model) }
        var random = SeededGenerator(seed: 1)
        let fates = (0..<10_000).map { _ in model.draw(&random) }
        let expected = chance > 0 ? min(chance, 1) : 0
        #expect(abs(Double(fates.count { $0.isStubborn }) / 10_000 - expected) < 0.02)
        #expect(abs(Double(fates.count { $0.ending != .answers }) / 10_000 - expected) < 0.02)
        #expect(fates.allSatisfy { $0.untilEffect >= .zero && $0.rest >= .zero && $0.untilEffect + $0.rest <= .milliseconds(7_500) })
    }

    @Test(
        "patterns name paths",
        arguments: [
            ("Fleet/*/upload", "Fleet/web-2/upload", true), ("Fleet/*/upload", "Fleet/a/b/upload", false),
            ("Fleet/**/upload", "Fleet/a/b/upload", true),
            ("**", "Fleet/web-2", true), ("**/upload", "upload", true), ("Fleet/web-*", "Fleet/web-2", true), ("Fleet/*-2*", "Fleet/web-2#2", true),
            ("Fleet/web-*", "Fleet/db-1", false), ("*/web-2", "Fleet/web-2", true), ("", "Fleet", false), ("Fl*t", "Fleet", true),
            ("Fl*t", "Flee", false),
            ("a%2Fb", "a%2Fb", true),
        ] as [(PathPattern, NodePath, Bool)])
    func patterns(_ pattern: PathPattern, _ path: NodePath, _ matches: Bool) {
        #expect(pattern.matches(path) == matches)
    }
}
