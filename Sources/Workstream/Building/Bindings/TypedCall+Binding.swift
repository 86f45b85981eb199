// Each form stands here twice for optional targets, which may be fed from a source that is not optional, and twice for `otherwise:`, which must be able to
// be nil where the target is optional.

extension TypedCall {
    /// Fills a part of the request from an earlier response.
    public func binding<Value>(_ target: StoredProperty<P.Request, Value>, to source: ResponseValue<Value>) -> Self {
        bound(target, .set, to: source)
    }

    /// Fills a part of the request from an earlier response, or with another value when the source is missing at run time (S29).
    public func binding<Value: Encodable>(
        _ target: StoredProperty<P.Request, Value>, to source: ResponseValue<Value>, otherwise: Value
    ) -> Self {
        bound(target, .set, to: source, otherwise: otherwise)
    }

    /// Fills an optional part of the request from an earlier response.
    public func binding<Value>(_ target: StoredProperty<P.Request, Value?>, to source: ResponseValue<Value>) -> Self {
        bound(target, .set, to: source)
    }

    /// Fills an optional part of the request from an earlier response, or with another value when the source is missing at run time (S29).
    public func binding<Value: Encodable>(
        _ target: StoredProperty<P.Request, Value?>, to source: ResponseValue<Value>, otherwise: Value?
    ) -> Self {
        bound(target, .set, to: source, otherwise: Value??.some(otherwise))
    }
}

extension TypedCall {
    /// Adds an element from an earlier response to the end of a list in the request.
    ///
    /// Several are added in the order of their modifiers.
    public func binding<Element>(appendingTo target: StoredProperty<P.Request, [Element]>, _ source: ResponseValue<Element>) -> Self {
        bound(target, .append, to: source)
    }

    /// Adds an element from an earlier response to the end of a list in the request, or another one when the source is missing at run time (S29).
    public func binding<Element: Encodable>(
        appendingTo target: StoredProperty<P.Request, [Element]>, _ source: ResponseValue<Element>, otherwise: Element
    ) -> Self {
        bound(target, .append, to: source, otherwise: otherwise)
    }

    /// Adds an element from an earlier response to the end of an optional list in the request.
    public func binding<Element>(appendingTo target: StoredProperty<P.Request, [Element]?>, _ source: ResponseValue<Element>) -> Self {
        bound(target, .append, to: source)
    }

    /// Adds an element from an earlier response to the end of an optional list in the request, or another one when the source is missing (S29).
    public func binding<Element: Encodable>(
        appendingTo target: StoredProperty<P.Request, [Element]?>, _ source: ResponseValue<Element>, otherwise: Element
    ) -> Self {
        bound(target, .append, to: source, otherwise: otherwise)
    }
}

extension TypedCall {
    /// Fills one value of a dictionary in the request from an earlier response.
    public func binding<Value>(_ target: StoredProperty<P.Request, [String: Value]>, key: String, to source: ResponseValue<Value>) -> Self {
        bound(target, .set, key: key, to: source)
    }

    /// Fills one value of a dictionary in the request from an earlier response, or with another value when the source is missing at run time (S29).
    public func binding<Value: Encodable>(
        _ target: StoredProperty<P.Request, [String: Value]>, key: String, to source: ResponseValue<Value>, otherwise: Value
    ) -> Self {
        bound(target, .set, key: key, to: source, otherwise: otherwise)
    }

    /// Fills one value of an optional dictionary in the request from an earlier response.
    public func binding<Value>(_ target: StoredProperty<P.Request, [String: Value]?>, key: String, to source: ResponseValue<Value>) -> Self {
        bound(target, .set, key: key, to: source)
    }

    /// Fills one value of an optional dictionary in the request from an earlier response, or with another value when the source is missing (S29).
    public func binding<Value: Encodable>(
        _ target: StoredProperty<P.Request, [String: Value]?>, key: String, to source: ResponseValue<Value>, otherwise: Value
    ) -> Self {
        bound(target, .set, key: key, to: source, otherwise: otherwise)
    }
}
