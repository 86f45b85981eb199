import Foundation
import Workstream

/// How long a server asks its clients to wait (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// The wait that the headers ask for; `nil` when they ask for none, or nobody can read it.
    ///
    /// A date is measured against the date in the same answer, because the clock of the server need not be that of this machine.
    static func wait(_ headers: [String: String]) -> Duration? {
        guard let text = headers["retry-after"]?.trimmingCharacters(in: .whitespaces) else { return nil }
        if let seconds = Int64(text) { return seconds >= 0 ? .seconds(seconds) : nil }
        guard let date = date(text), let sent = headers["date"].flatMap({ Self.date($0) }) else { return nil }
        return .seconds(max(0, date.timeIntervalSince(sent)))
    }

    // The one form that servers may send today, such as "Sun, 06 Nov 1994 08:49:37 GMT"; two older ones have been obsolete for decades.
    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
