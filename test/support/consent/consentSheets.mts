import type { IDataObject } from 'n8n-workflow';

import type { ConsentShape } from './consentTools.mts';

/** Columns as people and exports name them, in ten languages, with the words that stand in them. */

const sheet = (
	name: string,
	words: Pick<ConsentShape, 'yes' | 'no' | 'open' | 'onlyNo'>,
	source = 'a sheet that people keep',
): ConsentShape => ({
	tool: `sheet: ${name}`,
	source,
	item: (email, said): IDataObject => ({ 'E-Mail': email, [name]: said as string, Ort: 'Bonn' }),
	...words,
});

const left = (...no: unknown[]): Pick<ConsentShape, 'yes' | 'no' | 'onlyNo'> => ({ yes: ['', null], no, onlyNo: true });

export const sheetShapes: readonly ConsentShape[] = [
	sheet('Newsletter', { yes: ['ja', 'x', 'abonniert', 'J'], no: ['nein', 'abgemeldet', 'N'] }),
	sheet('DSGVO-Einwilligung', {
		yes: ['erteilt', 'ja', '✓'],
		no: ['widerrufen', 'nicht erteilt'],
		open: ['ausstehend'],
	}),
	sheet('Werbung erlaubt', { yes: ['ja'], no: ['nein'] }),
	sheet('Keine Werbung', left('ja', 'x')),
	sheet('Werbewiderspruch', left('ja', '12.03.2026')),
	sheet('Abgemeldet am', left('12.03.2026')),
	sheet('GDPR consent', { yes: ['granted', 'Yes', 'TRUE'], no: ['denied', 'No', 'withdrawn'], open: ['pending'] }),
	sheet('Consent withdrawn', left('yes', '2026-01-02')),
	sheet('Email subscriber status', { yes: ['Subscribed', 'active'], no: ['Unsubscribed', 'Cleaned'] }),
	sheet('Do Not Disturb', left('yes', true)),
	sheet('DND', left('1', 'on')),
	sheet('Do Not Sell', left('true', 'yes')),
	sheet('Opt-in status', { yes: ['opt-in', 'opted in', 'confirmed'], no: ['opt-out', 'opted out'], open: ['pending'] }),
	sheet('Consentement RGPD', { yes: ['oui', 'accepté', 'O'], no: ['non', 'refusé', 'retiré'], open: ['en attente'] }),
	sheet('Désinscrit', left('oui')),
	sheet('Statut newsletter', { yes: ['inscrit', 'abonné'], no: ['désinscrit', 'désabonné'] }),
	sheet('Consentimiento', { yes: ['sí', 'aceptado'], no: ['no', 'rechazado', 'revocado'] }),
	sheet('Baja', left('sí', '01/02/2026')),
	sheet('Consenso marketing', { yes: ['sì', 'concesso'], no: ['no', 'negato', 'revocato'] }),
	sheet('Disiscritto', left('vero', 'sì')),
	sheet('Toestemming', { yes: ['ja', 'akkoord'], no: ['nee', 'ingetrokken'] }),
	sheet('Nieuwsbrief', { yes: ['ja', 'ingeschreven'], no: ['nee', 'uitgeschreven'] }),
	sheet('Zgoda marketingowa', { yes: ['tak', 'Zgadzam się'], no: ['nie', 'wycofana'] }),
	sheet('Consentimento', { yes: ['sim', 'aceito'], no: ['não', 'recusado'] }),
	sheet('Samtycke', { yes: ['ja', 'godkänd'], no: ['nej', 'återkallad'] }),
	sheet('Nyhedsbrev', { yes: ['tilmeldt', 'ja'], no: ['afmeldt', 'nej'] }),
	sheet('Samtykke', { yes: ['ja'], no: ['nei'] }),
	sheet('Suostumus', { yes: ['kyllä'], no: ['ei', 'peruutettu'] }),
];
