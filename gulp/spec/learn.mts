import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { run } from '../run.mts';

/**
 * What a newer SDK than npm's knows: names of fields and values, and types of fields, out of its public source. Meta
 * tags no release of the Node SDK on npm with every API version, but publishes the source of all its SDKs, written by
 * one generator; the Java one names every field with its type.
 */

export const LEARNT = 'gulp/spec/sdkNames.json';
const CLASSES = 'src/main/java/com/facebook/ads/sdk';

const sdkClass = z.object({
	fields: z.record(z.string(), z.string()),
	lists: z.record(z.string(), z.array(z.string())),
});
export type SdkClass = z.infer<typeof sdkClass>;

const learnt = z.object({
	/** Repository, version and commit. */
	source: z.string(),
	/** By the name of the class. */
	classes: z.record(z.string(), sdkClass),
});
export type Learnt = z.infer<typeof learnt>;

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Objects whose fields answers are made of; what their fields hold follows by their types. */
const roots = words(`
	Ad AdAccount AdAccountDeliveryEstimate AdAccountReachEstimate AdAccountTargetingUnified AdActivity AdCreative AdImage
	AdPreview AdSet AdVideo AdsInsights AdsPixel Campaign CustomAudience HighDemandPeriod MinimumBudget Targeting
`);

/** Large objects that are only ever asked for a few fields, which say nothing on ads. */
const notFollowed = new Set(
	words(`
		AdStudy Album Application Business Comment Event Group IGMedia IGUser InstagramUser LeadgenForm LiveVideo Page Photo
		Place Post ProductCatalog ProductSet Profile User VideoCopyright
	`),
);

/** Java keeps a creative's ID under a second name, and a report's columns of breakdowns among its fields; the Node SDK does neither. */
const ofJavaOnly = ({ lists }: SdkClass): ReadonlySet<string> => new Set(['creative_id', ...(lists.Breakdowns ?? [])]);

/** One class of the Java SDK, from its source. */
export function readClass(text: string): SdkClass {
	const fields = [...text.matchAll(/@SerializedName\((?:value=)?"([^"]+)"[^)]*\)\s+private ([^;=]+?) m\w+ =/g)];
	const enums = [...text.matchAll(/public static enum Enum(\w+) \{(.*?)\n\s+;/gs)];
	return {
		fields: Object.fromEntries(fields.map(([, name = '', type = '']) => [name, type.replace(/\s+/g, '')])),
		lists: Object.fromEntries(
			enums.map(([, name = '', body = '']) => [
				name,
				[...body.matchAll(/VALUE_\w+\("([^"]*)"\)/g)].map(([, value = '']) => value),
			]),
		),
	};
}

/** The class without what only Java has, and with no lists but those. */
function kept(found: SdkClass, lists: readonly string[]): SdkClass {
	const javas = ofJavaOnly(found);
	return {
		fields: Object.fromEntries(Object.entries(found.fields).filter(([name]) => !javas.has(name))),
		lists: Object.fromEntries(Object.entries(found.lists).filter(([name]) => lists.includes(name))),
	};
}

/**
 * Reads the classes of a clone of facebook/facebook-java-business-sdk and writes what the nodes use of them.
 *
 * @param wanted lists by the name of their class
 * @returns the path written
 */
export async function learn(
	root: string,
	clone: string,
	wanted: Readonly<Record<string, readonly string[]>>,
): Promise<string> {
	const fileOf = (name: string): string => join(clone, CLASSES, `${name}.java`);
	const classes: Record<string, SdkClass> = {};
	const open = [...roots, ...Object.keys(wanted)];
	for (let name = open.shift(); name !== undefined; name = open.shift()) {
		if (classes[name] !== undefined) continue;
		const whole = readClass(readFileSync(fileOf(name), 'utf8'));
		classes[name] = kept(whole, wanted[name] ?? []);
		const held = Object.values(whole.fields).flatMap((type) => type.match(/\w+/g) ?? []);
		open.push(...held.filter((one) => !notFollowed.has(one) && existsSync(fileOf(one))));
	}
	const [, version = 'of no version'] = /<version>([^<]+)</.exec(readFileSync(join(clone, 'pom.xml'), 'utf8')) ?? [];
	const commit = (await run('git', ['rev-parse', 'HEAD'], { cwd: clone })).trim();
	const source = `facebook/facebook-java-business-sdk ${version}, commit ${commit}, ${CLASSES}`;
	const sorted = Object.fromEntries(Object.entries(classes).sort(([one], [other]) => (one < other ? -1 : 1)));
	writeFileSync(join(root, LEARNT), `${JSON.stringify({ source, classes: sorted }, null, '\t')}\n`);
	return LEARNT;
}

/** What was learnt last. */
export const readLearnt = (root: string): Learnt => learnt.parse(JSON.parse(readFileSync(join(root, LEARNT), 'utf8')));
