extension SeededExecutor {
    /// The executor of a test with the trait `.virtualTime`; `nil` in any other code.
    @TaskLocal public static var current: SeededExecutor?
}
