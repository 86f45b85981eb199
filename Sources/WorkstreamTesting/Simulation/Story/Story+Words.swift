extension Story {
    /// The path of a node, in quotes.
    func path(_ node: Int) -> String { "\"\(facts.paths[node])\"" }
}
