"""Area codes that share a geography, in full or after a split: a small table of ours, and so assumed.

The guide's example comes first: "a number like 12124445555 actually belongs to several area codes (212, 646,
718, 845, 914, 917)". An area code that is in no group is a geography of its own.
"""

from __future__ import annotations

GROUPS = tuple(
    tuple(line.split())
    for line in """
    212 646 718 845 914 917 347 929 332
    201 551
    203 475
    205 659
    206 253 360 425 564
    210 726
    213 323
    214 469 972 945
    215 267 445
    217 447
    224 847
    234 330
    240 301 227
    248 947
    256 938
    272 570
    281 346 713 832
    303 720 983
    305 786
    309 861
    310 424
    312 872 773
    314 557
    317 463
    321 407 689
    336 743
    339 781
    351 978
    364 270
    385 801
    404 470 678 770
    408 669
    410 443 667
    412 878 724
    415 628
    419 567
    423 729
    442 760
    458 541
    480 602 623
    484 610 835
    503 971
    508 774
    510 341
    512 737
    513 283
    516 363
    518 838
    520 928
    530 837
    539 918
    540 826
    561 728
    571 703
    580 572
    582 814
    608 353
    315 680
    716 624
    609 640
    614 380
    615 629
    617 857
    618 730
    619 858
    840 909
    630 331
    631 934
    657 714
    682 817
    704 980
    708 464
    732 848
    740 220
    747 818
    754 954
    757 948
    762 706
    769 601
    779 815
    803 839
    804 686
    805 820
    816 975
    812 930
    813 656
    843 854
    850 448
    862 973
    904 324
    910 472
    916 279
    919 984
    920 274
    937 326
    """.strip().splitlines()
)


def geography(prefix: str) -> str:
    """The name of an area code's geography: the first area code of its group."""
    return _HEADS.get(prefix, prefix)


_HEADS = {prefix: group[0] for group in reversed(GROUPS) for prefix in group}
