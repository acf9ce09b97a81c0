import { columns, type Column } from '../../../meta/people/columns/columns';
import { wordsIn } from '../../../meta/people/words';

/** What a customer file has and an event has not, or has by another name. */
const notOfEvents = new Set(['firstInitial', 'value']);

/** Names of the time of something that was ordered; of a CRM's record they are the time when it was made. */
const TIMES_OF_ORDERS = wordsIn(`
	orderdate orderedat ordertime purchasedate purchasedat transactiondate transactiontime paidat datepaid datepaidgmt paymentdate
	processedat createdat createtime createtimestamp createdon orderdatetime datecreatedgmt datecreated created createddateutc createdutc saledate saletimestamp closedat closedate wontime closetime
	billedat completedat completetime bestelldatum kaufdatum rechnungsdatum datecommande dateachat
	fechapedido fechacompra datadellordine datadacquisto besteldatum datazamowienia datadopedido
`);

/**
 * What an event's column can be, beside those of its person. Workflows store the ids. Of several columns that are the same the
 * one whose name stands first is taken.
 */
const ofEvents: readonly Column[] = [
	{
		id: 'eventTime',
		label: 'Event Time',
		common: true,
		names: [
			...wordsIn('eventtime conversiontime stagedate stagetime stagechangedat'),
			...TIMES_OF_ORDERS,
			...wordsIn('timestamp datetime date time datum zeitpunkt zeitstempel fecha data'),
		],
	},
	{
		id: 'value',
		label: 'Value',
		common: true,
		names: wordsIn(`
			value conversionvalue ordervalue ordertotal totalprice currenttotalprice totalpriceset currenttotalpriceset total totalamount
			amounttotal amountpaid amountreceived amountcaptured totalmoney amountmoney amount transactionamount revenue grandtotal
			wert betrag gesamtbetrag bruttobetrag umsatz summe gesamt montant montanttotal importe importetotal importo
			totale bedrag totaalbedrag kwota valor valortotal dealvalue
		`),
	},
	{
		id: 'currency',
		label: 'Currency',
		common: true,
		names: wordsIn(
			'currency currencycode ordercurrencycode dealcurrencycode currencyisocode presentmentcurrency currencyid waehrung wahrung devise moneda valuta waluta moeda',
		),
	},
	{
		id: 'orderId',
		label: 'Order ID',
		common: true,
		names: wordsIn(`
			orderid ordernumber orderno ordername orderkey transactionid transactionnumber receiptnumber invoicenumber bestellnummer bestellnr
			auftragsnummer belegnummer bonnummer rechnungsnummer numerodecommande numerocommande numeropedido numerodepedido
			numeroordine ordernummer bestelnummer numerzamowienia checkoutid dealid
		`),
	},
	{
		id: 'orderSource',
		label: 'Source of Order Number',
		names: wordsIn(`
			ordersource shop shopid shopname store storeid storename storenumber storecode branch branchid branchname outlet outletid outletname
			register registerid registername registernumber terminal terminalid till tillid tillnumber pos posid posname cashregister cashregisterid
			filiale filialnummer filialname laden ladennummer kasse kassennummer kassenid magasin caisse numerocaisse tienda sucursal caja
			negozio puntovendita cassa winkel filiaal kassa sklep loja caixa
		`),
	},
	{ id: 'eventId', label: 'Event ID', names: wordsIn('eventid pixeleventid fbeventid metaeventid') },
	{
		id: 'contents',
		label: 'Contents',
		names: wordsIn(
			'contents lineitems orderitems items products cartitems positionen artikel produkte produits productos prodotti produkty contentids',
		),
	},
	{ id: 'leadId', label: 'Meta Lead ID', names: wordsIn('leadgenid metaleadid facebookleadid fbleadid leadid') },
	{
		id: 'stage',
		label: 'Stage',
		names: wordsIn(`
			stage lifecyclestage dealstage stagename pipelinestage leadstage salesstage hsleadstatus leadstatus phase
			verkaufsphase etape etapa fase etap
		`),
	},
	{ id: 'sourceUrl', label: 'Page URL', names: wordsIn('eventsourceurl pageurl sourceurl url orderstatusurl') },
	{ id: 'landingPage', label: 'Landing Page', names: wordsIn('landingsite landingpage landingurl firstpage') },
	{ id: 'facebookClickId', label: 'Facebook Click ID', names: wordsIn('fbclid facebookclickid hsfacebookclickid') },
	{ id: 'fbc', label: 'Click Cookie (_fbc)', names: wordsIn('fbc fbccookie') },
	{ id: 'fbp', label: 'Browser Cookie (_fbp)', names: wordsIn('fbp fbpcookie') },
	{
		id: 'clientAddress',
		label: 'Visitor’s IP Address',
		names: wordsIn('clientipaddress clientip browserip customeripaddress ipaddress visitorip remoteip ip'),
	},
	{
		id: 'userAgent',
		label: 'Visitor’s User Agent',
		names: wordsIn('clientuseragent customeruseragent browseruseragent useragent'),
	},
	{ id: 'subscriptionId', label: 'Subscription ID', names: wordsIn('subscriptionid') },
	{ id: 'pageId', label: 'Page ID (Messenger)', names: wordsIn('pageid') },
	{ id: 'pageScopedUserId', label: 'Page-Scoped User ID (Messenger)', names: wordsIn('pagescopeduserid psid') },
	{ id: 'instagramAccountId', label: 'Instagram Account ID', names: wordsIn('igaccountid instagramaccountid') },
	{ id: 'instagramUserId', label: 'Instagram-Scoped User ID', names: wordsIn('igsid instagramscopeduserid') },
	{
		id: 'whatsAppAccountId',
		label: 'WhatsApp Business Account ID',
		names: wordsIn('whatsappbusinessaccountid wabaid'),
	},
	{ id: 'whatsAppClickId', label: 'WhatsApp Click ID (ctwa_clid)', names: wordsIn('ctwaclid') },
	{ id: 'deviceInfo', label: 'Device Information (extinfo)', names: wordsIn('extinfo deviceinfo') },
	{
		id: 'advertiserTracking',
		label: 'Advertiser Tracking Enabled',
		names: wordsIn('advertisertrackingenabled'),
	},
	{
		id: 'applicationTracking',
		label: 'Application Tracking Enabled',
		names: wordsIn('applicationtrackingenabled'),
	},
];

/** Everything that the mapping form of an event offers. */
export const conversionColumns: readonly Column[] = [
	...ofEvents,
	...columns.filter(({ id }) => !notOfEvents.has(id)).map((column) => ({ ...column })),
];

export const conversionLabels: ReadonlyMap<string, string> = new Map(
	conversionColumns.map(({ id, label }) => [id, label] as const),
);

const timesOfOrders = new Set(TIMES_OF_ORDERS);

export const isTimeOfOrders = (bareName: string): boolean => timesOfOrders.has(bareName);

interface Place {
	readonly column: string;
	/** Its place among the names of its column. */
	readonly rank: number;
}

const byName = new Map<string, Place>();
for (const { id, names } of ofEvents) {
	[...names, id.toLowerCase()].forEach((name, rank) => {
		if (!byName.has(name)) byName.set(name, { column: id, rank });
	});
}

/** What a name stands for that is an event's; undefined where it is not. @param bareName letters and digits alone */
export const eventPlace = (bareName: string): Place | undefined => byName.get(bareName);
