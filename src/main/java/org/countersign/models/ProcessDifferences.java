package org.countersign.models;

import static org.countersign.models.XmlParts.children;
import static org.countersign.models.XmlParts.line;
import static org.countersign.models.XmlParts.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.models.ModelDifference.Change;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What differs between two versions of a process: by the ids of its elements, everything that is written in them, and where
 * they are drawn. What messages and errors are called counts where they are used; their own ids say nothing.
 */
final class ProcessDifferences {

    /** What an element says in its attributes that says nothing: its id is how it is found. */
    private static final Set<String> UNSAID = Set.of("id", "type");

    /** Told by the flows themselves. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of("incoming", "outgoing");

    /** Only hold others. */
    private static final Set<String> BETWEEN = Set.of("extensionElements", "inputOutput");

    private static final Set<String> NAMING = Set.of("name", "event", "target");

    private ProcessDifferences() {}

    /** @throws org.countersign.shared.RuleViolation when a file cannot be read */
    static List<ModelDifference> between(String key, byte[] from, byte[] to) {
        var earlier = Drawn.of(ProcessDrawing.read(key, from));
        var later = Drawn.of(ProcessDrawing.read(key, to));
        var shift = earlier.shiftTo(later);
        var differences = new ArrayList<ModelDifference>();
        later.elements.forEach((id, element) -> {
            var former = earlier.elements.get(id);
            if (former == null) {
                differences.add(new ModelDifference(Change.ADDED, id, element.type.name(), element.name, List.of()));
                return;
            }
            var properties = ModelDifference.properties(former.says, element.says);
            if (!properties.isEmpty()) {
                differences.add(new ModelDifference(Change.CHANGED, id, element.type.name(), element.name, properties));
            } else if (!later.place(id, Shift.NONE).equals(earlier.place(id, shift))) {
                differences.add(new ModelDifference(Change.MOVED, id, element.type.name(), element.name, List.of()));
            }
        });
        earlier.elements.forEach((id, element) -> {
            if (!later.elements.containsKey(id)) {
                differences.add(new ModelDifference(Change.REMOVED, id, element.type.name(), element.name, List.of()));
            }
        });
        return differences;
    }

    private record Known(ElementType type, String name, Map<String, String> says) {}

    /** By how much a whole drawing was pushed. */
    private record Shift(double x, double y) {

        static final Shift NONE = new Shift(0, 0);
    }

    /** A process and its drawing, by the ids of its elements. */
    private record Drawn(Map<String, Known> elements, Map<String, Element> drawings) {

        static Drawn of(Document document) {
            var called = new HashMap<String, String>();
            for (var kind : List.of("message", "error", "signal", "escalation")) {
                for (var one : XmlParts.all(document, kind)) {
                    called.put(
                            one.getAttribute("id"),
                            ProcessReader.or(
                                    ProcessReader.or(one.getAttribute("errorCode"), one.getAttribute("escalationCode")),
                                    one.getAttribute("name")));
                }
            }
            var elements = new LinkedHashMap<String, Known>();
            var nodes = document.getElementsByTagNameNS("http://www.omg.org/spec/BPMN/20100524/MODEL", "*");
            IntStream.range(0, nodes.getLength())
                    .mapToObj(nodes::item)
                    .map(Element.class::cast)
                    .forEach(element -> ElementType.of(element).ifPresent(type -> {
                        var says = new LinkedHashMap<String, String>();
                        says.put("elementType", name(element));
                        said(element, "", called, says);
                        elements.put(
                                element.getAttribute("id"), new Known(type, line(element.getAttribute("name")), says));
                    }));
            var drawings = new HashMap<String, Element>();
            for (var kind : List.of("BPMNShape", "BPMNEdge")) {
                for (var drawing : XmlParts.all(document, kind)) {
                    drawings.put(localPart(drawing.getAttribute("bpmnElement")), drawing);
                }
            }
            return new Drawn(elements, drawings);
        }

        /** By how much all of it was pushed; nothing where only some of it was. */
        Shift shiftTo(Drawn later) {
            var shifts = new HashSet<Shift>();
            for (var id : elements.keySet()) {
                var before = drawings.get(id);
                var after = later.drawings.get(id);
                if (later.elements.containsKey(id)
                        && before != null
                        && after != null
                        && name(before).equals("BPMNShape")) {
                    shifts.add(shift(corner(before), corner(after)));
                }
            }
            return shifts.size() == 1 ? shifts.iterator().next() : Shift.NONE;
        }

        private static Shift shift(Shift from, Shift to) {
            return new Shift(to.x - from.x, to.y - from.y);
        }

        private static Shift corner(Element shape) {
            return XmlParts.child(shape, "Bounds")
                    .map(bounds -> new Shift(number(bounds, "x"), number(bounds, "y")))
                    .orElse(Shift.NONE);
        }

        /** Where an element is drawn, and how large. */
        String place(String id, Shift shift) {
            var drawing = drawings.get(id);
            return drawing == null ? "" : place(drawing, shift);
        }

        private static String place(Element drawing, Shift shift) {
            return children(drawing)
                    .map(child -> switch (name(child)) {
                        case "Bounds", "waypoint" ->
                            (number(child, "x") + shift.x) + " " + (number(child, "y") + shift.y) + " "
                                    + child.getAttribute("width") + " " + child.getAttribute("height");
                        case "BPMNLabel" -> place(child, shift);
                        default -> "";
                    })
                    .filter(place -> !place.isEmpty())
                    .collect(Collectors.joining("; "));
        }

        private static double number(Element element, String attribute) {
            try {
                return Double.parseDouble(element.getAttribute(attribute));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    /** Everything that is written in an element, its own elements left out: they are told by their own ids. */
    private static void said(Element element, String path, Map<String, String> called, Map<String, String> says) {
        attributes(element, called).forEach((name, value) -> put(says, path + name, value));
        children(element)
                .filter(child -> !TOLD_ELSEWHERE.contains(name(child)))
                .filter(child -> ElementType.of(child).isEmpty())
                .filter(child -> !name(child).equals("laneSet"))
                .forEach(child -> {
                    if (name(child).equals("flowNodeRef")) {
                        says.merge(
                                "flowNodeRef",
                                line(child.getTextContent()),
                                (one, two) -> new TreeSet<>(List.of((one + ", " + two).split(", ")))
                                        .stream().collect(Collectors.joining(", ")));
                    } else if (BETWEEN.contains(name(child))) {
                        said(child, path, called, says);
                    } else if (children(child).findAny().isPresent()) {
                        put(says, path + segment(child), "");
                        said(child, path + segment(child) + "/", called, says);
                    } else {
                        put(says, path + segment(child), value(child, called));
                    }
                });
    }

    private static String segment(Element child) {
        return NAMING.stream()
                .sorted()
                .map(child::getAttribute)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> name(child) + "[" + name + "]")
                .orElse(name(child));
    }

    private static String value(Element child, Map<String, String> called) {
        var text = line(child.getTextContent());
        var attributes = attributes(child, called).entrySet().stream()
                .filter(attribute -> !NAMING.contains(attribute.getKey()))
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(", "));
        var value = text.isEmpty() ? attributes : attributes.isEmpty() ? text : text + " (" + attributes + ")";
        return value.isEmpty() ? "✓" : value;
    }

    private static Map<String, String> attributes(Element element, Map<String, String> called) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength())
                .mapToObj(attributes::item)
                .map(Attr.class::cast)
                .filter(attribute -> !"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI()))
                .filter(attribute -> !UNSAID.contains(name(attribute)))
                .collect(Collectors.toMap(
                        attribute -> name(attribute),
                        attribute -> line(Objects.requireNonNullElse(
                                called.get(localPart(attribute.getValue())), attribute.getValue())),
                        (one, two) -> one + ", " + two,
                        LinkedHashMap::new));
    }

    private static String localPart(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }

    private static void put(Map<String, String> says, String name, String value) {
        var unique = name;
        for (var count = 2; says.containsKey(unique); count++) {
            unique = name + " " + count;
        }
        says.put(unique, value);
    }
}
