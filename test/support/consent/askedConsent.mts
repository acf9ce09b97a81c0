import type { Cells } from '../../../nodes/meta/people/columns/recognise.ts';
import { ConsentReaders } from '../../../nodes/meta/people/consent/consentReader.ts';
import { consentOf } from '../../../nodes/meta/people/consent/consentRule.ts';
import type { ContactReader, Heard } from '../../../nodes/MetaAudiences/people/contact.ts';

const asked = consentOf({ consent: 'column', whatColumnsSay: [] });
const readers = new ConsentReaders();

/** A contact whose form asks a consent column of those it maps. */
export const readAsked = (reader: ContactReader, cells: Cells): Heard =>
	reader.read(cells, readers.read(asked, {}, cells));
