package org.countersign.shared.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@link PageQuery} and refuses what the list does not know, instead of answering another list than asked for. */
class PageQueryResolver implements HandlerMethodArgumentResolver {

    private static final int DEFAULT_SIZE = 20;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class;
    }

    @Override
    public PageQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var sortable =
                Objects.requireNonNull(parameter.getParameterAnnotation(Sortable.class), "A PageQuery needs @Sortable");
        return new PageQuery(
                number(request, "page", 0, 0, PageQuery.MAX_PAGE),
                number(request, "size", DEFAULT_SIZE, 1, PageQuery.MAX_SIZE),
                sort(request.getParameterValues("sort"), sortable));
    }

    private static int number(NativeWebRequest request, String name, int otherwise, int from, int to) {
        var given = request.getParameter(name);
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        try {
            var value = Integer.parseInt(given.trim());
            if (value >= from && value <= to) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with what is out of bounds.
        }
        throw new BadParameter(name, "is a whole number from " + from + " to " + to);
    }

    private static Sort sort(String @Nullable [] given, Sortable sortable) {
        var allowed = new LinkedHashMap<String, String>();
        for (var field : sortable.value()) {
            var colon = field.indexOf(':');
            allowed.put(colon < 0 ? field : field.substring(0, colon), field.substring(colon + 1));
        }
        var key = allowed.values().iterator().next();
        var orders = new ArrayList<Sort.Order>();
        if (given != null) {
            for (var one : given) {
                if (!one.isBlank()) {
                    orders.add(order(one, allowed));
                }
            }
        }
        if (orders.isEmpty() && !sortable.byDefault().isEmpty()) {
            orders.add(order(sortable.byDefault(), allowed));
        }
        if (orders.stream().noneMatch(order -> order.getProperty().equals(key))) {
            orders.add(!orders.isEmpty() && orders.get(0).isDescending() ? Sort.Order.desc(key) : Sort.Order.asc(key));
        }
        return Sort.by(orders);
    }

    private static Sort.Order order(String text, Map<String, String> allowed) {
        var parts = text.split(",", -1);
        var property = allowed.get(parts[0].trim());
        if (property == null || parts.length > 2) {
            throw new BadParameter(
                    "sort", "is one of " + String.join(", ", allowed.keySet()) + ", and may end in ,desc");
        }
        var direction = parts.length < 2 ? "asc" : parts[1].trim().toLowerCase(Locale.ROOT);
        return switch (direction) {
            case "asc" -> Sort.Order.asc(property);
            case "desc" -> Sort.Order.desc(property);
            default -> throw new BadParameter("sort", "goes asc or desc");
        };
    }
}
