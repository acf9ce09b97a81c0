import type { AdLabel } from '../../../emulator/world/basics.mts';
import type { Ask } from '../../engine/guardMonth/guardProcess.mts';
import type { Switchable } from './world.mts';

type Request = Parameters<Ask>[0];
type Part = { readonly method: string; readonly relative_url: string; readonly body?: string };

const batchOf = (request: Request): { readonly form: URLSearchParams; readonly parts: Part[] | null } => {
	const form = new URLSearchParams(request.body.toString());
	const batch = form.get('batch');
	return { form, parts: batch === null ? null : (JSON.parse(batch) as Part[]) };
};

/** A call, or a batch of calls, that changes nothing. */
export function isRead(request: Request): boolean {
	if (request.method === 'GET') return true;
	return batchOf(request).parts?.every(({ method }) => method === 'GET') ?? false;
}

/** Meta refuses labels of some objects (facebook-php-business-sdk, issue 427): each call that sets some fails with 100. */
export function asMetaTakesLabels(request: Request): Request {
	if (isRead(request)) return request;
	const spoilt = (text: string): string => text.replace(/\badlabels=[^&]*/, 'adlabels=refused');
	const { form, parts } = batchOf(request);
	if (parts === null)
		return { ...request, url: spoilt(request.url), body: Buffer.from(spoilt(request.body.toString())) };
	form.set(
		'batch',
		JSON.stringify(
			parts.map((part) => ({ ...part, body: part.body && spoilt(part.body), relative_url: spoilt(part.relative_url) })),
		),
	);
	return { ...request, body: Buffer.from(form.toString()) };
}

/** Labels as a read shows them that comes from a copy some minutes old. */
export class LabelsAsSeen {
	private readonly before = new Map<string, Array<readonly [at: number, labels: AdLabel[]]>>();

	constructor(private readonly objects: () => Switchable[]) {}

	note(now: number): void {
		for (const { id, labels } of this.objects()) {
			const known = this.before.get(id) ?? [];
			this.before.set(id, known);
			if (known.at(-1)?.[1] !== labels) known.push([now, labels]);
		}
	}

	/** @param moment whose labels are shown; null for the present ones */
	async during<T>(moment: number | null, act: () => Promise<T>): Promise<T> {
		if (moment === null) return await act();
		const objects = this.objects();
		const present = objects.map(({ labels }) => labels);
		for (const object of objects)
			object.labels = this.before.get(object.id)?.findLast(([at]) => at <= moment)?.[1] ?? object.labels;
		try {
			return await act();
		} finally {
			objects.forEach((object, index) => (object.labels = present[index]!));
		}
	}
}
