/** How the actions of a row spread over other things than their type. Shares are invented; the last value takes the rest. */
const SHARES: Record<string, [string, number][]> = {
	action_device: [
		['iphone', 0.45],
		['android_smartphone', 0.3],
		['desktop', 0.25],
	],
	action_destination: [
		['example.com', 0.8],
		['shop.example.com', 0.2],
	],
	action_target_id: [
		['3001000000000001', 0.7],
		['3001000000000002', 0.3],
	],
	action_reaction: [
		['like', 0.7],
		['love', 0.2],
		['haha', 0.05],
		['wow', 0.05],
	],
};

export const EMULATED_ACTION_BREAKDOWNS = ['action_type', ...Object.keys(SHARES)];

export type Keys = Record<string, string>;

/** Whole numbers in parts that add up to them. `names` without action_type. */
export function spread(value: number, names: string[]): [Keys, number][] {
	return names.reduce<[Keys, number][]>(
		(parts, name) =>
			parts.flatMap(([keys, whole]) => {
				let rest = whole;
				const shares = SHARES[name] ?? [];
				return shares.map(([key, part], index): [Keys, number] => {
					const ownShare = index === shares.length - 1 ? rest : Math.floor(whole * part);
					rest -= ownShare;
					return [{ ...keys, [name]: key }, ownShare];
				});
			}),
		[[{}, value]],
	);
}
