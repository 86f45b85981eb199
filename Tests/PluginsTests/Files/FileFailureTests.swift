import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("FileFailure")
struct FileFailureTests {
    @Test(
        "S27 what passes by itself may be retried, what a person must put right may not",
        arguments: [
            (ENOSPC, "ENOSPC", .noSpace, false), (EDQUOT, "EDQUOT", .noSpace, false), (EBUSY, "EBUSY", .failed, false), (EIO, "EIO", .failed, false),
            (EMFILE, "EMFILE", .failed, false), (EACCES, "EACCES", .permissionDenied, true), (EPERM, "EPERM", .permissionDenied, true),
            (EROFS, "EROFS", .permissionDenied, true), (ENOENT, "ENOENT", .notFound, true), (ELOOP, "ELOOP", .failed, true),
            (ENOTEMPTY, "ENOTEMPTY", .notEmpty, true), (9_999, "errno 9999", .failed, false),
        ] as [(Int32, String, PluginError.Code, Bool)])
    func table(number: Int32, name: String, code: PluginError.Code, isPermanent: Bool) {
        let error = FileFailure.error(number, doing: "write", "/srv/a")
        #expect(error.code == code && error.isPermanent == isPermanent)
        #expect(error.message.hasPrefix("Could not write \"/srv/a\": "))
        #expect(error.message.contains("(\(name)). "))
    }
}
