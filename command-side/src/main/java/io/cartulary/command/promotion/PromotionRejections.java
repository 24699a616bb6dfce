package io.cartulary.command.promotion;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.CLASS;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The rejections of a promotion or a code that an operation may answer. The OpenAPI document has their codes (see {@code
 * CommandDocument}).
 */
@Documented
@Retention(CLASS)
@Target({METHOD, TYPE})
public @interface PromotionRejections {

    PromotionRejection[] value();

    /** Whether the operation may also answer those of its resource. */
    boolean inherited() default true;
}
