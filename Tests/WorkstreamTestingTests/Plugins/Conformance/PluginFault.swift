/// One way in which a plugin breaks one promise.
enum PluginFault: CaseIterable {
    case hasAnImpossiblePolicy, cannotBeMadeReady, hangsInPreparation, forgetsPartOfItsRequest, forgetsPartOfItsResponse, hasNoExample
    case upgradesToNothing, acceptsAnything, saysTooLittle, ignoresCancellation, isMoody, countsWhenRepeated, countsInNewAttempts, changesWhenLooking
    case hangs, findsWhatNeverHappened, findsNothing, changesWhenProbing, thinksThatItIsUnderWay, throwsUnasked
}
