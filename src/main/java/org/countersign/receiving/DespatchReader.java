package org.countersign.receiving;

import com.helger.diagnostics.error.IError;
import com.helger.diagnostics.error.list.ErrorList;
import com.helger.ubl21.UBL21Marshaller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DespatchLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemInstanceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderLineReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ShipmentType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.despatchadvice_21.DespatchAdviceType;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.SafeXml;
import org.jspecify.annotations.Nullable;

/** Reads a UBL 2.x Despatch Advice as safely as invoices are read. */
final class DespatchReader {

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_SERIALS = 4000;

    private DespatchReader() {}

    /** @throws RuleViolation when it is none, or says nothing of what comes (422) */
    static Read read(byte[] xml) {
        var document = typed(xml);
        var number = text(document.getIDValue(), LONGEST_NUMBER);
        if (number == null) {
            throw new RuleViolation(ReceivingRule.UNREADABLE_ADVICE, "it has no number (ID)");
        }
        var general = document.getOrderReference().stream()
                .map(DespatchReader::orderOf)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        var lines = new ArrayList<Line>();
        for (var line : document.getDespatchLine()) {
            var quantity = line.getDeliveredQuantityValue();
            if (quantity != null && quantity.signum() > 0) {
                RuleViolation.check(
                        isKept(quantity),
                        ReceivingRule.UNREADABLE_ADVICE,
                        "a quantity has more than 13 digits before or 6 behind the point");
                lines.add(line(line, quantity, general));
            }
        }
        RuleViolation.check(!lines.isEmpty(), ReceivingRule.UNREADABLE_ADVICE, "no line of it delivers anything");
        return new Read(
                number,
                Optional.ofNullable(document.getDespatchSupplierParty())
                        .map(SupplierPartyType::getParty)
                        .map(DespatchReader::nameOf)
                        .orElse(null),
                document.getIssueDateValueLocal(),
                expected(document.getShipment()),
                lines);
    }

    /** What does not fit is refused, never rounded. */
    private static boolean isKept(BigDecimal quantity) {
        var plain = quantity.stripTrailingZeros();
        return plain.scale() <= 6 && (long) plain.precision() - plain.scale() <= 13;
    }

    private static DespatchAdviceType typed(byte[] xml) {
        try {
            var document = SafeXml.parse(xml);
            var errors = new ErrorList();
            var marshaller = UBL21Marshaller.despatchAdvice();
            marshaller.readExceptionCallbacks().removeAll();
            var read = marshaller.setCollectErrors(errors).read(document);
            if (read == null) {
                throw new RuleViolation(
                        ReceivingRule.UNREADABLE_ADVICE,
                        errors.stream()
                                .filter(IError::isError)
                                .map(error -> String.valueOf(error.getErrorText(Locale.ENGLISH)))
                                .findFirst()
                                .orElse("it is no UBL Despatch Advice"));
            }
            return read;
        } catch (SafeXml.Unreadable e) {
            throw new RuleViolation(ReceivingRule.UNREADABLE_ADVICE, String.valueOf(e.getMessage()));
        }
    }

    private static Line line(DespatchLineType line, BigDecimal quantity, @Nullable String general) {
        var reference = line.getOrderLineReference().stream().findFirst();
        var item = Optional.ofNullable(line.getItem());
        var instances = item.map(ItemType::getItemInstance).orElse(List.of());
        var serials = new LinkedHashSet<String>();
        instances.stream()
                .map(ItemInstanceType::getSerialIDValue)
                .map(serial -> text(serial, LONGEST_NUMBER))
                .filter(Objects::nonNull)
                .forEach(serials::add);
        var unit = Optional.ofNullable(line.getDeliveredQuantity())
                .map(delivered -> text(delivered.getUnitCode(), 16))
                .map(code -> code.toUpperCase(Locale.ROOT))
                .orElse(null);
        return new Line(
                reference
                        .map(OrderLineReferenceType::getOrderReference)
                        .map(DespatchReader::orderOf)
                        .orElse(general),
                reference
                        .map(OrderLineReferenceType::getLineIDValue)
                        .map(id -> text(id, LONGEST_NUMBER))
                        .orElse(null),
                Stream.<Function<ItemType, @Nullable ItemIdentificationType>>of(
                                ItemType::getBuyersItemIdentification,
                                ItemType::getSellersItemIdentification,
                                ItemType::getStandardItemIdentification)
                        .map(kind -> item.map(kind)
                                .map(identification -> text(identification.getIDValue(), LONGEST_NUMBER))
                                .orElse(null))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                item.map(named -> text(named.getNameValue(), LONGEST_TEXT)).orElse(null),
                quantity,
                unit,
                instances.stream()
                        .map(ItemInstanceType::getLotIdentification)
                        .filter(Objects::nonNull)
                        .map(lot -> text(lot.getLotNumberIDValue(), LONGEST_NUMBER))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                serials.isEmpty() || String.join("\n", serials).length() > LONGEST_SERIALS
                        ? null
                        : String.join("\n", serials));
    }

    private static @Nullable String orderOf(@Nullable OrderReferenceType reference) {
        return reference == null ? null : text(reference.getIDValue(), LONGEST_NUMBER);
    }

    private static @Nullable String nameOf(PartyType party) {
        return party.getPartyName().stream()
                .map(name -> text(name.getNameValue(), 200))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** When the supplier thinks that it comes, else until when it was asked for. */
    private static @Nullable LocalDate expected(@Nullable ShipmentType shipment) {
        return Optional.ofNullable(shipment)
                .map(ShipmentType::getDelivery)
                .map(delivery -> Stream.of(
                                day(delivery.getEstimatedDeliveryPeriod()),
                                delivery.getLatestDeliveryDateValueLocal(),
                                day(requested(delivery)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .orElse(null);
    }

    private static @Nullable PeriodType requested(DeliveryType delivery) {
        return delivery.getRequestedDeliveryPeriod();
    }

    private static @Nullable LocalDate day(@Nullable PeriodType period) {
        if (period == null) {
            return null;
        }
        return period.getEndDateValueLocal() == null ? period.getStartDateValueLocal() : period.getEndDateValueLocal();
    }

    private static @Nullable String text(@Nullable String written, int most) {
        if (written == null || written.isBlank()) {
            return null;
        }
        var text = written.strip().replaceAll("\\s+", " ");
        return text.length() <= most
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /**
     * What an advice says.
     *
     * @param expected when it is to come
     * @param lines those that deliver something
     */
    record Read(
            String number,
            @Nullable String sender,
            @Nullable LocalDate issued,
            @Nullable LocalDate expected,
            List<Line> lines) {}

    /**
     * What it says of one line.
     *
     * @param order the order that it belongs to; null where it names none
     * @param orderLine the order's line, as the supplier refers to it
     * @param items numbers of the item: ours, the supplier's, a standard one
     */
    record Line(
            @Nullable String order,
            @Nullable String orderLine,
            List<String> items,
            @Nullable String description,
            BigDecimal quantity,
            @Nullable String unit,
            @Nullable String lot,
            @Nullable String serials) {}
}
