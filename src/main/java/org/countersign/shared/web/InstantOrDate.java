package org.countersign.shared.web;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field ending in {@code At} of a request: an {@link java.time.Instant} given as an offset date-time, or as a date that
 * stands for the beginning of that day in the organisation's time zone.
 */
@Documented
@JacksonAnnotationsInside
@JsonDeserialize(using = InstantOrDateDeserializer.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface InstantOrDate {}
