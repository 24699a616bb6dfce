package io.cartulary.command.order;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.CLASS;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The rejections of an order that an operation may answer, or all operations of a resource. The OpenAPI document has their codes
 * (see {@code CommandDocument}).
 */
@Documented
@Retention(CLASS)
@Target({METHOD, TYPE})
public @interface OrderRejections {

    OrderRejection[] value();

    /** Whether the operation may also answer those of its resource. */
    boolean inherited() default true;
}
