package org.countersign.shared.web;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.regex.Pattern;

/**
 * What a type is called in the description of the API. A contract has many lines and answers: a type within another one bears
 * that one's name too, so that {@code PurchaseOrderView.Line} is {@code PurchaseOrderLine}, and a generated client takes none
 * for the other.
 */
final class SchemaNames extends TypeNameResolver {

    private static final Pattern PART = Pattern.compile("(Controller|View|Details)$");
    private static final Pattern WORD = Pattern.compile("\\p{Lu}");

    @Override
    protected String getNameOfClass(Class<?> type) {
        return nameOf(type);
    }

    static String nameOf(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer == null
                ? type.getSimpleName()
                : joined(PART.matcher(nameOf(outer)).replaceFirst(""), type.getSimpleName());
    }

    /** Words that end the one and begin the other are said once. */
    private static String joined(String outer, String inner) {
        return WORD.matcher(outer)
                .results()
                .filter(word -> inner.startsWith(outer.substring(word.start())))
                .findFirst()
                .map(word -> outer.substring(0, word.start()) + inner)
                .orElse(outer + inner);
    }
}
