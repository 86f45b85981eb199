/// What stands in `plan.json`: the stored plan, pretty and canonical, so that people can read it and tools can compare it.
///
/// It carries no checksum of its own, so that it stays a plan for every tool: the journal begins with the checksum of its bytes.
enum PlanFile {
    /// The bytes of the file.
    ///
    /// - Throws: `StorageError` with code `.malformed` for a plan that JSON cannot express.
    static func bytes(of plan: StoredPlan, in run: RunID) throws(StorageError) -> [UInt8] {
        do {
            return try PlanWriter.text(of: plan.plan)
        } catch {
            throw .malformed("The plan of run \"\(run)\" cannot be written as JSON: \(error).", run: run)
        }
    }

    /// Reads the bytes of the file.
    ///
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat`.
    static func plan(_ bytes: [UInt8], of run: RunID) throws(StorageError) -> StoredPlan {
        do {
            return try JSON(parsing: bytes, depthLimit: JSON.highestDepthLimit).decode()
        } catch {
            if let error = (error as? JSON.DecodingFault)?.cause as? StorageError {
                throw StorageError(error.code, error.message, run: run, cause: error.cause)
            }
            throw .damaged(FilePlace(file: RunFiles.plan, record: 1, offset: 0), of: run, because: "it holds no plan", cause: error)
        }
    }
}
