import fc from 'fast-check';

import { messageItem } from '../../../nodes/meta/message';

describe('a message that is ready to be sent', () => {
	const told = [
		{ heading: 'Paused: Cup', text: 'No result.\nIt cost 20.00 USD.', url: 'https://example.com/?a=1&b=2' },
		{ heading: 'Activated: Beans', text: 'Comes in.', url: null },
	];

	it('has a paragraph for each thing it tells, and a last line', () => {
		expect(messageItem('One paused', told, 'A dry run.')).toEqual({
			subject: 'One paused',
			text: 'Paused: Cup\nNo result.\nIt cost 20.00 USD.\nhttps://example.com/?a=1&b=2\n\nActivated: Beans\nComes in.\n\nA dry run.',
			html:
				'<div style="font-family: sans-serif">' +
				'<p><strong>Paused: Cup</strong><br />No result.<br />It cost 20.00 USD.<br /><a href="https://example.com/?a=1&amp;b=2">Open in Ads Manager</a></p>' +
				'<p><strong>Activated: Beans</strong><br />Comes in.</p><p>A dry run.</p></div>',
		});
	});

	it('whatever names and reasons hold, none of it is markup', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.webUrl({ withQueryParameters: true }), (heading, text, url) => {
				const { html } = messageItem('', [{ heading, text, url }], heading);
				expect(String(html).replace(/<\/?(div|p|strong|br|a)( (style|href)="[^"<>]*")?( \/)?>/g, '')).not.toMatch(
					/[<>]/,
				);
			}),
		);
	});
});
