extension JSON {
    /// Makes a JSON value of a Swift value.
    ///
    /// Durations, dates, UUIDs, URLs and data have one documented text form each; sets and dictionaries are sorted; so equal values have equal JSON, in every
    /// process. A type with no content is an empty object. Anything may stand at the top.
    ///
    /// - Throws: ``EncodingFault`` with the path of the value that cannot be encoded.
    public init(encoding value: some Encodable, userInfo: [CodingUserInfoKey: any Sendable] = [:]) throws(EncodingFault) {
        let context = TreeEncoder.Context(userInfo: userInfo)
        do {
            self = try TreeEncoder(node: EncodingNode(), context: context, link: nil).value(value, at: nil)
        } catch let fault as EncodingFault {
            throw fault
        } catch {
            throw EncodingFault.refused(type(of: value), error, at: .root)
        }
        if let fault = context.fault { throw fault }
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
