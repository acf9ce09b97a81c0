/**
 * What a hold comes down to, where its guard has several reasons. Only people need it: each cause sends them to another place (see
 * `heldAdvice`). It decides nothing.
 */
export type Cause =
	| 'accountStopped'
	| 'accountUnpaid'
	| 'ended'
	| 'idle'
	| 'lifetimeInPlan'
	| 'metricUnknown'
	| 'movedBefore'
	| 'noAdOn'
	| 'noResultValue'
	| 'nothingSpent'
	| 'notYet'
	| 'outdated'
	| 'overlap'
	| 'planForCampaign'
	| 'planOver'
	| 'planUnknown'
	| 'planWithoutDays'
	| 'report'
	| 'resultKinds'
	| 'spendNotShown'
	| 'staysInPlan'
	| 'stoppedByStep'
	| 'tooYoung'
	| 'tracking'
	| 'unreadableLog'
	| 'unmarkedRest'
	| 'unseenPause'
	| 'unknownZone';
