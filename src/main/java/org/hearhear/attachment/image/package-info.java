/**
 * What a file is by its content, and images: decoded, turned upright, made smaller, encoded anew.
 *
 * <p>Invariants: the number of pixels is known from the header and within the limit before anything
 * is decoded; nothing but pixels goes from one file into the other; nothing of ours is registered
 * with ImageIO, and ImageIO meets none of our class loaders.
 */
@NullMarked
package org.hearhear.attachment.image;

import org.jspecify.annotations.NullMarked;
