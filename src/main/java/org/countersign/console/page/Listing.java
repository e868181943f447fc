package org.countersign.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One page of a list as {@code console/list.html} shows it. What was searched, filtered, sorted and paged stands in the
 * address, so that a list can be kept as a bookmark and sent to others; links are made from the address as it is.
 *
 * @param rows the rows of this page
 * @param page number of the page, from 0
 * @param size rows of a full page
 * @param total rows of all pages
 * @param sort the first field of the order, as the query names it, with {@code ,desc} behind it when descending
 * @param path the address without its query
 * @param parameters the query, each parameter once, without empty ones
 */
public record Listing<T>(
        List<T> rows, int page, int size, long total, String sort, String path, Map<String, String> parameters) {

    private static final List<String> NO_FILTERS = List.of("page", "size", "sort");

    /** The page that a request asked for. */
    public static <T> Listing<T> of(Page<T> page, HttpServletRequest request) {
        var parameters = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 0 && !values[0].isBlank()) {
                parameters.put(name, values[0].strip());
            }
        });
        var order = page.getSort().stream().findFirst();
        return new Listing<>(
                page.getContent(),
                page.getNumber(),
                page.getSize(),
                page.getTotalElements(),
                parameters.getOrDefault("sort", order.map(Listing::text).orElse("")),
                request.getRequestURI(),
                parameters);
    }

    /** The same page with other rows. */
    public <R> Listing<R> map(Function<T, R> view) {
        return new Listing<>(rows.stream().map(view).toList(), page, size, total, sort, path, parameters);
    }

    /** What the query says for a parameter; null where it says nothing. */
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /** Whether anything is searched or filtered: an empty list then says something else. */
    public boolean isFiltered() {
        return parameters.keySet().stream().anyMatch(name -> !NO_FILTERS.contains(name));
    }

    /** Number of the first row of this page, from 1; 0 where there is none. */
    public long from() {
        return rows.isEmpty() ? 0 : (long) page * size + 1;
    }

    /** Number of the last row of this page. */
    public long to() {
        return (long) page * size + rows.size();
    }

    /** Whether there is a page before this one. */
    public boolean hasBefore() {
        return page > 0;
    }

    /** Whether there is a page behind this one. */
    public boolean hasMore() {
        return to() < total && !rows.isEmpty();
    }

    /** The address of another page of this list. */
    public String pageLink(int other) {
        return link(Map.of("page", String.valueOf(Math.max(0, other))));
    }

    /** The address of this list sorted by a field: ascending first, descending the next time. */
    public String sortLink(String field) {
        return link(Map.of("page", "", "sort", field.equals(sort) ? field + ",desc" : field));
    }

    /** How this list is sorted by a field, in the words of {@code aria-sort}. */
    public String ariaSort(String field) {
        if (sort.equals(field) || sort.equals(field + ",asc")) {
            return "ascending";
        }
        return sort.equals(field + ",desc") ? "descending" : "none";
    }

    /** The address of everything that this list finds, as a file. */
    public String csvLink() {
        return path + ".csv" + query(Map.of("page", "", "size", ""));
    }

    /** The address of this list without search and filters. */
    public String allLink() {
        return path;
    }

    private String link(Map<String, String> changes) {
        return path + query(changes);
    }

    private String query(Map<String, String> changes) {
        var all = new LinkedHashMap<>(parameters);
        all.putAll(changes);
        var query = UriComponentsBuilder.newInstance();
        var values = new LinkedHashMap<String, Object>();
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.queryParam("{n" + values.size() / 2 + "}", "{v" + values.size() / 2 + "}");
                values.put("n" + values.size() / 2, name);
                values.put("v" + values.size() / 2, value);
            }
        });
        return query.encode().buildAndExpand(values).toUriString();
    }

    private static String text(Sort.Order order) {
        return order.getProperty() + (order.isDescending() ? ",desc" : "");
    }
}
