/** What steps of several workflows make of one object: who yields to whom, and what the row of the one that yields says. */

/** A rule between two steps; the page `docs/between-steps.md` is made of these. */
export interface BetweenSteps {
	readonly who: string;
	readonly to: string;
	readonly rule: string;
	/** The row's sentence, or its end. {…} is what differs; ({…}) is left out where nobody knows it. */
	readonly says: string;
}

export const betweenSteps = {
	stopped: {
		who: 'Every step but an undo',
		to: 'Stop Loss',
		rule: 'A stop stays until a person activates the object or the stop is undone.',
		says: 'Stop Loss has stopped it',
	},
	rotated: {
		who: 'Every step but Rotate',
		to: 'Rotate',
		rule: 'An ad that Rotate has paused stays paused until a person or Rotate activates it.',
		says: 'Rotate has paused it',
	},
	hoursAfterStop: {
		who: 'Run on a Schedule (Dayparting)',
		to: 'Stop Loss',
		rule: 'The hours do not switch on what was stopped.',
		says: 'Stop Loss has stopped it. Activate it once, or undo the stop, and it keeps to its hours again.',
	},
	hoursAfterRotation: {
		who: 'Run on a Schedule (Dayparting)',
		to: 'Rotate',
		rule: 'The hours do not switch on an ad that Rotate has paused.',
		says: 'Rotate has paused it. Activate it once, and it keeps to its hours again.',
	},
	hoursAfterStep: {
		who: 'Run on a Schedule (Dayparting)',
		to: 'any other step of the same app',
		rule: 'The hours switch on only what they have paused themselves.',
		says: 'another step of this app paused it on {when}, {how}. Activate it once, and it keeps to its hours again.',
	},
	hoursAfterPerson: {
		who: 'Run on a Schedule (Dayparting)',
		to: 'a person, a rule or another tool',
		rule: 'The last pause in Meta’s log has to be one of the credential’s app.',
		says: '{who} paused it on {when}. Activate it once, and it keeps to its hours again.',
	},
	rest: {
		who: 'A step of a budget, bid or ROAS floor',
		to: 'the last change by anyone',
		rule: 'It waits for the cooldown, 24 hours before more spend and 6 hours before less. A raise that a person took back rests as a person’s change.',
		says: '{what} changed on {when} ({whose}); the {value} is {moved} about {time} after that at the earliest.',
	},
	oneAfterOther: {
		who: 'A step that judges by numbers',
		to: 'the last step of the same budget',
		rule: 'It judges by days after that step, so that no two steps answer the same numbers.',
		says: '{what} changed on {when} ({whose}), and the numbers begin before that: they show how it was. Days from {day} on count.',
	},
	planForAll: {
		who: 'A plan of a whole ad account',
		to: 'an item of the same run about one budget',
		rule: 'The plan counts that budget as it is and moves the others.',
		says: 'Item {n} of this run is about {it}: the plan for the account leaves it to that, and counts it as it is.',
	},
	schedule: {
		who: 'A step of a budget',
		to: 'a budget schedule of it',
		rule: 'A raise for some hours ends by itself. Until then the budget stays as it is.',
		says: 'A budget schedule of it {runs} until {when}.',
	},
	restingLearning: {
		who: 'A step of a budget, bid or ROAS floor',
		to: 'Run on a Schedule (Dayparting), if something changed within a week',
		rule: 'Meta shows the learning phase only of what is on. Run the step within the hours, or let it act on an unknown learning phase.',
		says: 'It is off for its hours, and Meta shows the learning phase only of what is on. Within its hours it goes on, or now by Guards → Act on Unknown Learning.',
	},
	unmarkedRest: {
		who: 'Stop Loss',
		to: 'Run on a Schedule (Dayparting), if Meta keeps no label',
		rule: 'Without a label nothing would keep a stop in the morning, so the stop waits for the hours.',
		says: 'It is off for its hours. Meta keeps no ad label that would keep it off in the morning, so it is stopped within its hours.',
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
	const named: Readonly<Record<string, string>> = parts;
	return betweenSteps[rule].says.replace(/ \(\{(\w+)\}\)|\{(\w+)\}/g, (_, whose?: string, name?: string) => {
		if (name !== undefined) return named[name] ?? '';
		const known = named[whose ?? ''];
		return known ? ` (${known})` : '';
	});
};
