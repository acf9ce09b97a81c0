import { crc32 } from 'node:zlib';

/** A workbook of one sheet as Excel reads it (ECMA-376: the fewest parts a package needs), its cells texts in place. */
export function xlsxOf(table: string[][]): Buffer {
	const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	const cell = (text: string): string => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
	const rows = table.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
	const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const packaged = 'http://schemas.openxmlformats.org/package/2006';
	const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	return zipOf({
		'[Content_Types].xml': `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
		'_rels/.rels': `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Kontakte" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
	});
}

/** A ZIP archive whose files are stored as they are (PKWARE APPNOTE 4.3). */
function zipOf(files: Record<string, string>): Buffer {
	const [local, central]: Buffer[][] = [[], []];
	let offset = 0;
	for (const [path, text] of Object.entries(files)) {
		const [name, content] = [Buffer.from(path), Buffer.from(text)];
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0); // version that can read it
		common.writeUInt16LE(0x21, 8); // 1 January 1980
		common.writeUInt32LE(crc32(content), 10);
		common.writeUInt32LE(content.length, 14);
		common.writeUInt32LE(content.length, 18);
		common.writeUInt16LE(name.length, 22);
		const entry = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, content]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		local.push(entry);
		central.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, rest, name);
		offset += entry.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(local.length, 4);
	end.writeUInt16LE(local.length, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}
