/**
 * What the Kubernetes manifests must fulfil: {@link io.cartulary.manifests.Rendering} has kustomize render an overlay,
 * {@link io.cartulary.manifests.Schemas} and {@link io.cartulary.manifests.Rules} say what is wrong with it.
 */
@NullMarked
package io.cartulary.manifests;

import org.jspecify.annotations.NullMarked;
