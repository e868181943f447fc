package org.countersign.shared;

import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The organisation that buys: its letterhead, its time zone and the currency of its thresholds. Set with
 * {@code countersign.company.*}.
 *
 * @param name legal name, as printed on orders
 * @param street street and house number
 * @param postalCode postal code
 * @param city city
 * @param country ISO 3166-1 alpha-2 code
 * @param taxId tax registration; null where none is printed
 * @param email where suppliers answer; null where none is printed
 * @param phone telephone; null where none is printed
 * @param timeZone time zone in which people see times and in which days begin
 * @param baseCurrency currency of thresholds and of exchange rates
 */
@ConfigurationProperties("countersign.company")
public record Company(
        @DefaultValue("Example Works GmbH") String name,
        @DefaultValue("Musterweg 12") String street,
        @DefaultValue("20095") String postalCode,
        @DefaultValue("Hamburg") String city,
        @DefaultValue("DE") String country,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String phone,
        @DefaultValue("Europe/Berlin") ZoneId timeZone,
        @DefaultValue("EUR") Currency baseCurrency) {}
