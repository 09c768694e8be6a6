(* Beyond the step condition a mode crosses its target from all but countably many starts, over
   Coq's reals, for every depth L = n + 2.

   crosses_but_countably_many (WHSH, part 6): if eta L m^(2L-2) > 1, there is one sequence of
     numbers such that from every start between 0 and m that is not a member the run passes m. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Epsilon Classical.
From dlf Require Import aligned step_condition descent_crosses largest_step_count.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a countable union of finite sets is countable *)
Lemma union_in_sequence (P : nat -> R -> Prop) :
  (forall k, exists s : seq R, forall x, P k x -> x \in s) ->
  exists f : nat -> R, forall x k, P k x -> exists i, f i = x.
Proof.
move=> lists; pose s k := epsilon (inhabits [::]) (fun s : seq R => forall x, P k x -> x \in s).
have sE k : forall x, P k x -> x \in s k by exact: (epsilon_spec _ _ (lists k)).
exists (fun i => if unpickle i is Some p then nth 0 (s p.1) p.2 else 0) => x k /sE here.
by exists (pickle (k, index x (s k))); rewrite pickleK /= nth_index.
Qed.

(* the starts that land on the target exactly, after whatever number of steps *)
Lemma landing_in_sequence n (eta m : R) : m != 0 -> exists f : nat -> R,
  forall eps k, lambda_run n.+2 eta (m ^+ n.+2) eps k = m -> exists i, f i = eps.
Proof.
move=> m0; apply: union_in_sequence => k.
have [N few] := few_starts_land n eta k m0; apply: (@listed _ _ N) => s us land.
exact: ltnW (few s us land).
Qed.

Theorem crosses_but_countably_many n (eta m : R) : 0 < eta -> 0 < m ->
  1 < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  exists f : nat -> R, forall eps, 0 < eps -> eps < m -> (forall i, f i <> eps) ->
    exists k, m < lambda_run n.+2 eta (m ^+ n.+2) eps k.
Proof.
move=> eta0 m0 long; have [f fE] := landing_in_sequence n eta (lt0r_neq0 m0).
exists f => eps e0 em other; have [k [cross|land]] := crosses_or_lands eta0 m0 long e0 em.
  by exists k.
by have [i] := fE _ _ land; move/other.
Qed.
