package org.countersign.models;

/** Which way a version of a model came into the server. */
public enum ModelOrigin {
    /** A release of the product brought it. */
    SHIPPED,
    /** It was released on the product's pages. */
    PAGE,
    /** From Camunda Modeler. */
    MODELER,
    /** Another way over REST. */
    DEPLOYED
}
