package org.countersign.shared.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a {@link PageQuery} parameter of a controller: by which fields its list may be sorted. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sortable {

    /**
     * The fields, as clients name them; {@code field:property} where the entity calls it otherwise. The first is the key:
     * it makes the order complete where other fields are equal.
     */
    String[] value();

    /** The order without a {@code sort} parameter, for example {@code createdAt,desc}; the key, ascending, if empty. */
    String byDefault() default "";
}
