"""A question has four options.

Fewer make guessing pay, more cannot be read in the time.

Passes:

```markdown
## Options

- [x] Sort once more, high to low: `return sorted(orders, key=price, reverse=True)`.
  > **Right.** The sort compares prices alone, from high to low. Equal prices keep the order they
  > came in, and that is the order of the names.
- [ ] Sort by the two keys at once: `return sorted(orders, key=both, reverse=True)`.
  > **Trap.** The belief is that reversing turns the first key alone. It is right while no two
  > prices are equal. Here both keys are turned, so the names still stand from Z to A.
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
- [ ] Reverse the order of a copy: `return list(reversed(sorted(orders, key=price)))`.
  > **Wrong.** Right where all prices differ, because then nothing is left to order. Here it is
  > the present code in other words: the reversal turns the names too.
```

Fails:

```markdown
## Options

- [x] Sort once more, high to low: `return sorted(orders, key=price, reverse=True)`.
  > **Right.** The sort compares prices alone, from high to low. Equal prices keep the order they
  > came in, and that is the order of the names.
- [ ] Sort by the two keys at once: `return sorted(orders, key=both, reverse=True)`.
  > **Trap.** The belief is that reversing turns the first key alone. It is right while no two
  > prices are equal. Here both keys are turned, so the names still stand from Z to A.
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```
"""

ID = "option-count"
