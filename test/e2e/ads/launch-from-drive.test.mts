import { jpeg, mp4, png } from '../../pictures.mts';
import { openDrive, type Drive } from '../outside/drive.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(300_000);

/** In the file's address of the folder. */
const FOLDER = '1AbCdEfGhIjKlMnOpQrStUvWxYz012345';

let bench: Workbench;
let drive: Drive;

beforeAll(async () => {
	drive = await openDrive(FOLDER);
	bench = await Workbench.open({ hosts: { 'www.googleapis.com': drive.url } });
	await bench.credential('googleDriveOAuth2Api', drive.credential);
});

afterAll(async () => {
	await bench?.close();
	await drive?.close();
});

const TABLE = 'Ads from Drive';
const names = () =>
	bench.emulator.world
		.all('Ad')
		.map(({ name }) => name)
		.filter((name) => ['cup', 'wide', 'steam', 'twin'].includes(name))
		.toSorted();

test('launch-from-drive.json: each file a paused ad and a row, once; two of one name and a PDF say why not', async () => {
	drive.files.push(
		{ id: 'f1', name: 'cup.jpg', mimeType: 'image/jpeg', content: jpeg(1080, 1080) },
		{ id: 'f2', name: 'wide.png', mimeType: 'image/png', content: png(1200, 628) },
		{ id: 'f3', name: 'steam.mp4', mimeType: 'video/mp4', content: mp4(1024 * 1024) },
		{ id: 'f4', name: 'brochure.pdf', mimeType: 'application/pdf', content: Buffer.from('%PDF-1.7 no picture') },
		{ id: 'f5', name: 'twin.png', mimeType: 'image/png', content: png(600, 600) },
		{ id: 'f6', name: 'twin.png', mimeType: 'image/png', content: png(700, 700) },
	);
	bench.emulator.control.setVideos({ state: 'ready', seconds: 2 });
	const workflow = await bench.bring('launch-from-drive.json');
	const first = await bench.run(workflow, 'Start');
	expect([first.status, first.error]).toEqual(['success', undefined]);
	expect(names()).toEqual(['cup', 'steam', 'wide']);
	const rows = await bench.tableRows(TABLE);
	expect(rows.map(({ file_id: id, file, status }) => [id, file, status])).toEqual([
		['f1', 'cup.jpg', 'paused ad'],
		['f2', 'wide.png', 'paused ad'],
		['f3', 'steam.mp4', 'paused ad'],
		['f4', 'brochure.pdf', 'failed'],
		['f5', 'twin.png', 'failed'],
		['f6', 'twin.png', 'failed'],
	]);
	expect(rows[3]?.note).toMatch(/PDF file/);
	for (const twin of rows.slice(4)) expect(twin.note).toMatch(/^Ad Name is the same for two ads of this run: twin/);
	expect(rows[0]?.ads_manager_url).toContain(String(rows[0]?.ad_id));

	drive.files.splice(5, 1);
	drive.downloads.length = 0;
	const second = await bench.run(workflow, 'Start');
	expect([second.status, second.error]).toEqual(['success', undefined]);
	expect(drive.downloads.toSorted()).toEqual(['brochure.pdf', 'twin.png']);
	expect(names()).toEqual(['cup', 'steam', 'twin', 'wide']);
});

test('launch-from-drive.json: a folder of several pages is read whole', async () => {
	drive.files.splice(0);
	for (let at = 0; at < 130; at++)
		drive.files.push({
			id: `n${at}`,
			name: `note ${at}.txt`,
			mimeType: 'text/plain',
			content: Buffer.from('no picture'),
		});
	const { status, rows } = await bench.run(await bench.bring('launch-from-drive.json'), 'Start');
	expect([status, rows('List files').length, rows('Save to table').length]).toEqual(['success', 130, 130]);
});
