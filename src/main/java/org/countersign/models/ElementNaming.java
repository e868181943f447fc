package org.countersign.models;

/** What the elements of a model are called for a reader. */
@FunctionalInterface
public interface ElementNaming {

    /** As the model has it. */
    ElementNaming AS_WRITTEN = (model, element, name) -> name;

    /**
     * An element's name.
     *
     * @param model key of the model
     * @param element its id
     * @param name as the model has it
     */
    String of(String model, String element, String name);
}
