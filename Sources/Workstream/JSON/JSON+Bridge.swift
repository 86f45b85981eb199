extension JSON {
    /// Makes a JSON value of a Swift value.
    ///
    /// Durations, dates, UUIDs, URLs and data have one documented text form each; sets and dictionaries are sorted; so equal values have equal JSON, in every
    /// process. A type with no content is an empty object. Anything may stand at the top.
    ///
    /// - Throws: ``EncodingFault`` with the path of the value that cannot be encoded.
    public init(encoding value: some Encodable, userInfo: [CodingUserInfoKey: any Sendable] = [:]) throws(EncodingFault) {
        if let json = value as? JSON {
            try json.validate()
            self = json
            return
        }
        do {
            try self.init(parsing: try Self.bytes(encoding: value, userInfo: userInfo), depthLimit: Self.highestDepthLimit)
        } catch let fault as EncodingFault {
            throw fault
        } catch {
            preconditionFailure("What was encoded cannot be read again: \(error)")
        }
    }

    /// The canonical bytes of a Swift value, without the JSON value in between.
    ///
    /// They are the same as those of ``init(encoding:userInfo:)``.
    ///
    /// - Throws: ``EncodingFault`` with the path of the value that cannot be encoded.
    package static func bytes(encoding value: some Encodable, userInfo: [CodingUserInfoKey: any Sendable] = [:]) throws(EncodingFault) -> [UInt8] {
        let sink = EncodingSink()
        sink.userInfo = userInfo
        do {
            try ByteEncoder(sink: sink, serial: 0).write(value, nil)
        } catch let fault as EncodingFault {
            throw fault
        } catch {
            throw EncodingFault.refused(type(of: value), error, at: .root)
        }
        if let fault = sink.fault { throw fault }
        return sink.writer.bytes
    }

    /// Makes a Swift value of this value.
    ///
    /// Integers are read exactly or not at all, whatever their width; a number without fraction counts as an integer, and an integer as a number. Unknown members
    /// are passed over.
    ///
    /// - Throws: ``DecodingFault`` with the path of the value that does not fit, what was expected and what was there.
    public func decode<T: Decodable>(_ type: T.Type = T.self, userInfo: [CodingUserInfoKey: any Sendable] = [:]) throws(DecodingFault) -> T {
        do {
            return try TreeDecoder(self, for: type, at: nil, userInfo: userInfo).value(self, as: type, at: nil)
        } catch let error as DecodingError {
            throw error.fault
        } catch {
            throw DecodingError.refused(type, error, at: nil).fault
        }
    }
}
