package org.countersign.console.web.model;

import org.countersign.models.ModelKind;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where the pages of a model are. Its key is enough, unless a process, a decision or a form share one.
 *
 * @param kind what it is, where its address has to say so
 */
record ModelAddress(String key, @Nullable ModelKind kind) {

    /** The address of a page below the model's own, for example {@code /versions}. */
    public String to(String below) {
        return with(below).build().encode().toUriString();
    }

    /** The model's own page. */
    public String page() {
        return to("");
    }

    /** The model's own page at another version. */
    public String at(int version) {
        return with("").queryParam("version", version).build().encode().toUriString();
    }

    /** Two versions side by side. */
    public String differences(int from, int to) {
        return with("/differences")
                .queryParam("from", from)
                .queryParam("to", to)
                .build()
                .encode()
                .toUriString();
    }

    /** The file of a version, as it was deployed. */
    public String file(int version) {
        return UriComponentsBuilder.fromPath("/api/v1")
                .path(with("/versions/" + version + "/file").build().getPath())
                .query(with("").build().getQuery())
                .build()
                .encode()
                .toUriString();
    }

    /** A version as BPMN for the drawing, named in a language; it never changes, so a browser may keep it. */
    public String diagram(int version, String language) {
        return with("/versions/" + version + "/diagram")
                .queryParam("language", language)
                .build()
                .encode()
                .toUriString();
    }

    private UriComponentsBuilder with(String below) {
        var address = UriComponentsBuilder.fromPath("/models").pathSegment(key).path(below);
        return kind == null ? address : address.queryParam("kind", kind.word());
    }
}
