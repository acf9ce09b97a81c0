/** What steps of several workflows make of one object: who yields to whom, and what the row of the one that yields says. */

/** A rule between two steps; the page `docs/between-steps.md` is made of these. */
export interface BetweenSteps {
	readonly who: string;
	readonly to: string;
	/** Null where the row of another one tells it, too. */
	readonly rule: string | null;
	/** The row's sentence, or its end. {…} is what differs; ({…}) is left out where nobody knows it. */
	readonly says: string;
}

export const betweenSteps = {
	stopped: {
		who: 'Every node, except when you undo the stop',
		to: 'Stop Loss',
		rule: 'A stopped ad set stays off until a person activates it or undoes the stop.',
		says: 'Stop Loss has stopped it',
	},
	rotated: {
		who: 'Every node, except Rotate',
		to: 'Rotate',
		rule: 'An ad that Rotate has paused stays paused until a person or Rotate activates it.',
		says: 'Rotate has paused it',
	},
	rotateAfterPerson: {
		who: 'Rotate',
		to: 'a person, a rule, another node or another tool',
		rule: 'Rotate activates no ad that someone else has paused, unless you let it. It fills no gap that they left.',
		says: 'Rotate leaves it off. {why} To show it again, activate it, or put a copy of it in the queue.',
	},
	hoursAfterStop: {
		who: 'Run on a Schedule',
		to: 'Stop Loss',
		rule: 'The schedule activates nothing that it has stopped.',
		says: 'Stop Loss has stopped it. To put it back on its schedule, activate it once or undo the stop.',
	},
	hoursAfterRotation: {
		who: 'Run on a Schedule',
		to: 'Rotate',
		rule: 'The schedule activates no ad that it has paused.',
		says: 'Rotate has paused it. To put it back on its schedule, activate it once.',
	},
	hoursAfterLabels: {
		who: 'Run on a Schedule',
		to: 'Stop Loss, if a label is missing',
		rule: 'The schedule activates nothing that has lost its label.',
		says: 'somebody has taken its mark (an ad label) away, so it may have been stopped. To put it back on its schedule, activate it once.',
	},
	hoursAfterStep: {
		who: 'Run on a Schedule',
		to: 'another node of the same Meta app',
		rule: null,
		says: 'another step of this app paused it on {when}, {how}. To put it back on its schedule, activate it once.',
	},
	hoursAfterPerson: {
		who: 'Run on a Schedule',
		to: 'a person, a rule, another node or another tool',
		rule: 'The schedule activates only what it has paused itself, and nobody else since.',
		says: '{who} paused it on {when}. To put it back on its schedule, activate it once.',
	},
	hoursOfAnother: {
		who: 'Run on a Schedule',
		to: 'the schedule of another workflow',
		rule: 'The workflow that switched it first keeps it until a day after it misses a pause, or until you take over.',
		says: '{who} keeps it to {hours}. To replace that workflow, switch it off and enter {code} in Options → Take Over From, or wait until {when}.',
	},
	budgetOfAnother: {
		who: 'A change by a rule, a target or a plan',
		to: 'the rule, target or plan of another workflow, or another of these three in the same workflow',
		rule: 'The one that changed the budget first keeps it until 14 days after its last change, or until you take over. Cuts of clear losses don’t wait.',
		says: '{who} changes this budget ({how}). To let this one do it, switch that one off and enter {code} in Guards → Take Over From, or wait until {when}.',
	},
	rest: {
		who: 'A budget, bid or ROAS floor change',
		to: 'the last change by anyone',
		rule: 'An increase waits 24 hours after the last change, a decrease 6 hours. If a person reverses an increase, the wait starts again.',
		says: '{what} changed on {when} ({whose}). The {value} is {moved} about {time} after that at the earliest.',
	},
	oneAfterOther: {
		who: 'A change based on results',
		to: 'the last change of the same budget',
		rule: 'Days before the last change count less, and increases wait for the learning phase.',
		says: '{what} changed on {when} ({whose}), and the data starts before that. Only days from {day} on count.',
	},
	planForAll: {
		who: 'A plan for a whole ad account',
		to: 'an item for a single budget in the same run',
		rule: 'The plan changes the other budgets.',
		says: 'Item {n} of this run is for {it}. The account’s plan counts it but doesn’t change it.',
	},
	schedule: {
		who: 'A budget change',
		to: 'a budget schedule for the same budget',
		rule: 'The budget stays as it is until the schedule ends.',
		says: 'Its budget schedule {runs} until {when}.',
	},
	splitTest: {
		who: 'A budget, bid or ROAS floor change, and Rotate',
		to: 'Ad → Split Test',
		rule: 'The ad sets of a test stay as they are until it ends. Stop Loss, cuts of clear losses and schedules don’t wait.',
		says: 'It is in a split test until {when}, and a change would spoil it (ad label “{label}”). Until then, only a person should change it, in Ads Manager.',
	},
	restingLearning: {
		who: 'A budget, bid or ROAS floor change',
		to: 'Run on a Schedule, if the ad set changed in the last week',
		rule: 'Meta shows the learning phase only while it is on. Run the node then, or switch on Guards → Act on Unknown Learning.',
		says: 'It is off outside its hours, and Meta shows the learning phase only while an ad set is on. Run the node during its hours, or switch on Guards → Act on Unknown Learning.',
	},
	unmarkedRest: {
		who: 'Stop Loss',
		to: 'Run on a Schedule in another workflow, if Meta refuses the label',
		rule: 'Without a label, the schedule would activate it in the morning, so Stop Loss waits until then. In one workflow, it doesn’t have to.',
		says: 'It is off outside its hours. Meta refuses the ad label that would keep it off in the morning, so Stop Loss pauses it during its hours.',
	},
	unseenRest: {
		who: 'Stop Loss',
		to: 'Run on a Schedule in another workflow, if Meta refuses the label',
		rule: null,
		says: 'If that was its schedule, put Run on a Schedule and Stop Loss in the same workflow, or run Stop Loss during its hours.',
	},
	unseenRestOfBudget: {
		who: 'A budget, bid or ROAS floor change',
		to: 'Run on a Schedule in another workflow, if Meta refuses the label',
		rule: null,
		says: 'If that was its schedule, run this step during its hours, or switch on Guards → Runs by Dayparting.',
	},
} as const satisfies Readonly<Record<string, BetweenSteps>>;

/** Names of what differs in a sentence. */
type PartOf<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
	? Name | PartOf<Rest>
	: never;

/** A rule's sentence as a row says it. */
export const sayBetween = <Rule extends keyof typeof betweenSteps>(
	rule: Rule,
	parts: Readonly<Record<PartOf<(typeof betweenSteps)[Rule]['says']>, string>>,
): string => {
	const words: Readonly<Record<string, string>> = parts;
	return betweenSteps[rule].says.replace(/ \(\{(\w+)\}\)|\{(\w+)\}/g, (_, whose?: string, name?: string) => {
		if (name !== undefined) return words[name] ?? '';
		const word = words[whose ?? ''];
		return word ? ` (${word})` : '';
	});
};
