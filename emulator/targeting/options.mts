/** Detailed targeting: a small, fixed excerpt. Ids are invented; the shape is Meta's (audiences/reference/detailed-targeting). */
export interface TargetingOption {
	id: string;
	/** The key of `flexible_spec` it goes under. */
	type: string;
	name: string;
	path: string[];
	size: number;
	/** Meta took it out of use: 100/1487694. */
	deprecated?: boolean;
}

const K = 1000;
/** Name, thousands of people, third level of the path. */
const INTERESTS: [string, number, string][] = [
	['Coffee', 640_000, 'Beverages'],
	['Espresso', 96_000, 'Beverages'],
	['Coffeehouses', 310_000, 'Restaurants'],
	['Tea', 420_000, 'Beverages'],
	['Matcha', 44_000, 'Beverages'],
	['Cooking', 830_000, 'Food'],
	['Baking', 380_000, 'Food'],
	['Vegetarianism', 170_000, 'Food'],
	['Organic food', 210_000, 'Food'],
	['Wine', 330_000, 'Beverages'],
	['Yoga', 460_000, 'Fitness and wellness'],
	['Running', 390_000, 'Fitness and wellness'],
	['Meditation', 260_000, 'Fitness and wellness'],
	['Cycling', 350_000, 'Sports'],
	['Hiking', 240_000, 'Outdoors'],
	['Camping', 220_000, 'Outdoors'],
	['Gardening', 290_000, 'Home and garden'],
	['Interior design', 410_000, 'Home and garden'],
	['Furniture', 480_000, 'Home and garden'],
	['Lighting', 87_000, 'Home and garden'],
	['Do it yourself (DIY)', 340_000, 'Home and garden'],
	['Photography', 710_000, 'Arts'],
	['Jazz music', 190_000, 'Music'],
	['Classical music', 230_000, 'Music'],
	['Books', 690_000, 'Reading'],
	['Japanese cuisine', 140_000, 'Food'],
	['Travel', 1_100_000, 'Travel'],
	['Small business', 320_000, 'Business'],
	['Entrepreneurship', 370_000, 'Business'],
	['Online shopping', 900_000, 'Shopping'],
];
/** Name, thousands of people, type, path. */
const OTHERS: [string, number, string, string[]][] = [
	['Engaged shoppers', 210_000, 'behaviors', ['Behaviors', 'Purchase behavior']],
	['Frequent travelers', 170_000, 'behaviors', ['Behaviors', 'Travel']],
	['Commuters', 150_000, 'behaviors', ['Behaviors', 'Travel']],
	['Small business owners', 82_000, 'behaviors', ['Behaviors', 'Digital activities']],
	['Facebook access (mobile): iPhone users', 290_000, 'behaviors', ['Behaviors', 'Mobile device user']],
	['Technology early adopters', 61_000, 'behaviors', ['Behaviors', 'Digital activities']],
	['New parents (0-12 months)', 12_000, 'family_statuses', ['Demographics', 'Parents', 'All parents']],
	['Parents with preschoolers (3-5 years)', 31_000, 'family_statuses', ['Demographics', 'Parents', 'All parents']],
	['Recently moved', 19_000, 'life_events', ['Demographics', 'Life events']],
	['Newly engaged (6 months)', 8_000, 'life_events', ['Demographics', 'Life events']],
	['Birthday in the next 30 days', 55_000, 'life_events', ['Demographics', 'Life events']],
	['Accounting and finance', 44_000, 'industries', ['Demographics', 'Work', 'Industries']],
	['Education and libraries', 39_000, 'industries', ['Demographics', 'Work', 'Industries']],
	['Household income: top 10% of ZIP codes (US)', 21_000, 'income', ['Demographics', 'Financial', 'Income']],
];
/** Consolidated or retired (Meta: out-of-cycle changes; which ones: examples). */
const RETIRED: [string, number, string][] = [
	['Instant coffee (retired)', 9_000, 'Beverages'],
	['Health consciousness (retired)', 12_000, 'Fitness and wellness'],
];

const FIRST_INTEREST = 6003000000001;
const FIRST_OTHER = 6002000000001;

const interest = (
	[name, thousands, topic]: [string, number, string],
	id: number,
	deprecated?: boolean,
): TargetingOption => ({
	id: String(id),
	type: 'interests',
	name,
	path: ['Interests', topic, name],
	size: thousands * K,
	...(deprecated && { deprecated }),
});

export const OPTIONS: TargetingOption[] = [
	...INTERESTS.map((row, index) => interest(row, FIRST_INTEREST + index)),
	...RETIRED.map((row, index) => interest(row, FIRST_INTEREST + 900 + index, true)),
	...OTHERS.map(([name, thousands, type, path], index): TargetingOption => {
		return { id: String(FIRST_OTHER + index), type, name, path: [...path, name], size: thousands * K };
	}),
];

export function findOption(id: string): TargetingOption | undefined {
	return OPTIONS.find((option) => option.id === id);
}

/** Language and number (Meta: audiences/reference/targeting-search, adlocale). */
export const LOCALES: [number, string][] = [
	[1001, 'English (All)'],
	[6, 'English (US)'],
	[24, 'English (UK)'],
	[5, 'German'],
	[9, 'French (France)'],
	[1003, 'French (All)'],
	[23, 'Spanish'],
	[1002, 'Spanish (All)'],
	[10, 'Italian'],
	[14, 'Dutch'],
	[15, 'Polish'],
	[16, 'Portuguese (Brazil)'],
	[18, 'Swedish'],
	[11, 'Japanese'],
	[12, 'Korean'],
	[20, 'Simplified Chinese (China)'],
];
