/** A picture of an ad in one place, as a piece of HTML (spec object AdPreview). */
export interface AdPreview {
	kind: 'AdPreview';
	id: string;
	body: string;
}
