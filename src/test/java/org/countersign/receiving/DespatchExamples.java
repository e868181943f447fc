package org.countersign.receiving;

import java.nio.charset.StandardCharsets;

/** Despatch advices as suppliers write them. */
public final class DespatchExamples {

    private static final String CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    private static final String CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    private DespatchExamples() {}

    /** An advice of some lines, each made by {@link #line}. */
    public static byte[] advice(String number, String order, String... lines) {
        return ("""
                <?xml version="1.0" encoding="UTF-8"?>
                <DespatchAdvice xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2" xmlns:cbc="%s" xmlns:cac="%s">
                  <cbc:ID>%s</cbc:ID>
                  <cbc:IssueDate>2026-03-01</cbc:IssueDate>
                  <cac:OrderReference><cbc:ID>%s</cbc:ID></cac:OrderReference>
                  <cac:DespatchSupplierParty><cac:Party><cac:PartyName><cbc:Name>Wachs GmbH</cbc:Name></cac:PartyName></cac:Party></cac:DespatchSupplierParty>
                  <cac:DeliveryCustomerParty><cac:Party><cac:PartyName><cbc:Name>We</cbc:Name></cac:PartyName></cac:Party></cac:DeliveryCustomerParty>
                  <cac:Shipment><cbc:ID>1</cbc:ID><cac:Delivery><cac:EstimatedDeliveryPeriod><cbc:EndDate>2026-03-04</cbc:EndDate></cac:EstimatedDeliveryPeriod></cac:Delivery></cac:Shipment>
                %s</DespatchAdvice>
                """.formatted(CBC, CAC, number, order, String.join("", lines))).getBytes(StandardCharsets.UTF_8);
    }

    /** A line of an advice. */
    public static String line(String orderLine, String quantity, String unit, String lot, String... serials) {
        var instances = new StringBuilder();
        for (var serial : serials.length == 0 ? new String[] {null} : serials) {
            instances
                    .append("<cac:ItemInstance>")
                    .append(serial == null ? "" : "<cbc:SerialID>" + serial + "</cbc:SerialID>")
                    .append(
                            lot == null
                                    ? ""
                                    : "<cac:LotIdentification><cbc:LotNumberID>" + lot
                                            + "</cbc:LotNumberID></cac:LotIdentification>")
                    .append("</cac:ItemInstance>");
        }
        return """
                <cac:DespatchLine><cbc:ID>%s</cbc:ID><cbc:DeliveredQuantity unitCode="%s">%s</cbc:DeliveredQuantity>\
                <cac:OrderLineReference><cbc:LineID>%s</cbc:LineID></cac:OrderLineReference>\
                <cac:Item><cbc:Name>Beeswax</cbc:Name>%s</cac:Item></cac:DespatchLine>
                """.formatted(orderLine, unit, quantity, orderLine, instances);
    }
}
