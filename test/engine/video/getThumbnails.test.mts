import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { lines, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';
import { putVideo } from '../support/media.mts';

const bench = useBench();
const { sent } = bench;
const run = async (video: string, parameters: IDataObject = {}) =>
	await bench.run('getThumbnails', { resource: 'video', video: byId(video), ...parameters });

it('gives each picture with its address, its size and whether Meta prefers it', async () => {
	const id = putVideo(bench.emulator.world);
	const { rows, error } = await run(id);
	expect(error).toBeUndefined();
	expect(lines(sent())).toEqual([`GET ${id}/thumbnails`]);
	expect(rows.map(({ preferred }) => preferred)).toEqual([false, true, false]);
	expect(rows[1]).toEqual({
		thumbnailId: `${id}1`,
		thumbnailUrl: expect.stringContaining('thumbnail-1'),
		preferred: true,
		width: 1280,
		height: 720,
		scale: 1,
		videoId: id,
		accountId: ACCOUNTS.usd,
	});
});

it('gives Meta’s own rows where they are not simplified', async () => {
	const id = putVideo(bench.emulator.world);
	const { rows } = await run(id, { simplify: false });
	expect(rows).toHaveLength(3);
	expect(Object.keys(rows[0]).sort()).toEqual(['height', 'id', 'is_preferred', 'scale', 'uri', 'width']);
});

it.each([
	['is still processed', 100, {}],
	['has no pictures', 0, { thumbnails: false }],
])('gives no row for a video that %s', async (_title, readyIn, more) => {
	const { rows, error } = await run(putVideo(bench.emulator.world, readyIn, more));
	expect([rows, error]).toEqual([[], undefined]);
});

it('says when the ID is not a video’s', async () => {
	const { error } = await run(CAMPAIGNS.usdCbo);
	expect(error?.message).toBe('Video is not a video: the ID belongs to a campaign');
});
